"""The demo's pictures: small scenes built of solid shapes, lit by one window, drawn with Pillow alone."""
