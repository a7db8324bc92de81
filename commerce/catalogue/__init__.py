"""What is sold: products, variants, prices, pictures, and the row a listing reads."""
