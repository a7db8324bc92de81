"""The demo shop: what it sells, what it says, what it shows. Data and drawings, then the code that lays them in."""
