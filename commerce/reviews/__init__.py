"""What people say of products: reviews with photos, who found them helpful, and what staff decided."""
