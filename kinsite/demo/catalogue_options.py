"""What products are told apart by: collections, options with their values, attributes for the filters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OptionValue:
    """One choice; the code is its part of a SKU, the swatch the colour it is drawn and shown in."""

    key: str
    label: str
    label_de: str
    code: str
    swatch: str = ""


@dataclass(frozen=True)
class Option:
    key: str
    name: str
    name_de: str
    values: tuple[OptionValue, ...]


@dataclass(frozen=True)
class AttributeValue:
    key: str
    label: str
    label_de: str


@dataclass(frozen=True)
class Attribute:
    key: str
    name: str
    name_de: str
    values: tuple[AttributeValue, ...]


@dataclass(frozen=True)
class Collection:
    handle: str
    title: str
    title_de: str


COLLECTIONS = (
    Collection("desks", "Desks", "Schreibtische"),
    Collection("seating", "Seating", "Sitzen"),
    Collection("lighting", "Lighting", "Licht"),
    Collection("accessories", "Accessories", "Zubehör"),
)

COLOUR = Option(
    "colour",
    "Colour",
    "Farbe",
    (
        OptionValue("natural-oak", "Natural oak", "Eiche natur", "NAT", "#D2B388"),
        OptionValue("smoked-oak", "Smoked oak", "Räuchereiche", "SMK", "#8A7056"),
        OptionValue("black-oak", "Black-stained oak", "Eiche, schwarz gebeizt", "EBN", "#3A3531"),
        OptionValue("walnut", "Walnut", "Nussbaum", "WAL", "#7E543C"),
        OptionValue("ash", "Ash", "Esche", "ASH", "#DFCCAE"),
        OptionValue("black", "Black", "Schwarz", "BLK", "#2B2A28"),
        OptionValue("soft-white", "Soft white", "Warmweiß", "WHT", "#F2EFE8"),
        OptionValue("sage", "Dusty sage", "Salbei", "SGE", "#A1AA96"),
        OptionValue("sand", "Sand", "Sand", "SND", "#D6C6AA"),
        OptionValue("slate", "Slate", "Schiefer", "SLT", "#62676A"),
        OptionValue("clay", "Clay", "Ton", "CLY", "#B87A61"),
        OptionValue("oat", "Oat", "Hafer", "OAT", "#DDD2BF"),
        OptionValue("cognac", "Cognac", "Cognac", "COG", "#A3653A"),
        OptionValue("ink", "Ink blue", "Tintenblau", "INK", "#3C4A61"),
        OptionValue("brass", "Brushed brass", "Messing, gebürstet", "BRS", "#C2A676"),
    ),
)
SIZE = Option(
    "size",
    "Size",
    "Größe",
    (
        OptionValue("100", "100 cm", "100 cm", "100"),
        OptionValue("120", "120 cm", "120 cm", "120"),
        OptionValue("140", "140 cm", "140 cm", "140"),
        OptionValue("160", "160 cm", "160 cm", "160"),
        OptionValue("180", "180 cm", "180 cm", "180"),
        OptionValue("seat-65", "65 cm seat", "Sitzhöhe 65 cm", "65"),
        OptionValue("seat-75", "75 cm seat", "Sitzhöhe 75 cm", "75"),
        OptionValue("regular", "Regular", "Normal", "R"),
        OptionValue("tall", "Tall", "Hoch", "T"),
        OptionValue("medium", "Medium", "Mittel", "M"),
        OptionValue("large", "Large", "Groß", "L"),
    ),
)
OPTIONS = (COLOUR, SIZE)
COLOURS = {value.key: value for value in COLOUR.values}
SIZES = {value.key: value for value in SIZE.values}

MATERIAL = Attribute(
    "material",
    "Material",
    "Material",
    (
        AttributeValue("solid-oak", "Solid oak", "Eiche massiv"),
        AttributeValue("solid-walnut", "Solid walnut", "Nussbaum massiv"),
        AttributeValue("solid-ash", "Solid ash", "Esche massiv"),
        AttributeValue("steel", "Steel", "Stahl"),
        AttributeValue("aluminium", "Aluminium", "Aluminium"),
        AttributeValue("brass", "Brass", "Messing"),
        AttributeValue("wool-felt", "Wool felt", "Wollfilz"),
        AttributeValue("wool", "Wool", "Wolle"),
        AttributeValue("leather", "Leather", "Leder"),
        AttributeValue("linen", "Linen", "Leinen"),
        AttributeValue("mesh", "Recycled mesh", "Recyceltes Netzgewebe"),
        AttributeValue("paper-cord", "Paper cord", "Papierkordel"),
        AttributeValue("cork", "Cork", "Kork"),
        AttributeValue("stoneware", "Stoneware", "Steinzeug"),
        AttributeValue("glass", "Glass", "Glas"),
        AttributeValue("paper", "Paper", "Papier"),
    ),
)
ASSEMBLY = Attribute(
    "assembly",
    "Assembly",
    "Aufbau",
    (
        AttributeValue("none", "Arrives assembled", "Fertig aufgebaut"),
        AttributeValue("minutes", "Ten minutes", "Zehn Minuten"),
        AttributeValue("half-hour", "Half an hour", "Eine halbe Stunde"),
    ),
)
ATTRIBUTES = (MATERIAL, ASSEMBLY)

TAX_CATEGORIES = ("standard",)
DELIVERY_CLASSES = ("small", "parcel", "bulky")
