"""Getting goods to people: shipments and their lines."""
