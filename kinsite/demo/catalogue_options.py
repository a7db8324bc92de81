"""What a shopper chooses between: colours with their swatches, and sizes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OptionValue:
    key: str
    label: str
    label_de: str
    swatch: str = ""


COLOURS = {
    value.key: value
    for value in (
        OptionValue("natural-oak", "Natural oak", "Eiche natur", "#D2B388"),
        OptionValue("smoked-oak", "Smoked oak", "Räuchereiche", "#7F5E43"),
        OptionValue("black-oak", "Black-stained oak", "Eiche schwarz gebeizt", "#3A3531"),
        OptionValue("walnut", "Walnut", "Nussbaum", "#80593F"),
        OptionValue("ash", "Ash", "Esche", "#DFCCAE"),
        OptionValue("black", "Black", "Schwarz", "#2B2A28"),
        OptionValue("soft-white", "Soft white", "Warmweiß", "#F2EFE8"),
        OptionValue("sage", "Dusty sage", "Salbei", "#A1AA96"),
        OptionValue("sand", "Sand", "Sand", "#D6C6AA"),
        OptionValue("slate", "Slate", "Schiefer", "#62676A"),
        OptionValue("clay", "Clay", "Ton", "#B87A61"),
        OptionValue("oat", "Oat", "Hafer", "#DDD2BF"),
        OptionValue("cognac", "Cognac", "Cognac", "#A3653A"),
        OptionValue("ink", "Ink blue", "Tintenblau", "#3C4A61"),
        OptionValue("brass", "Brushed brass", "Messing gebürstet", "#C2A676"),
    )
}
