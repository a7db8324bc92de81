"""The demo shop: what it sells, says and shows, as data and drawings, and the code that lays them in."""
