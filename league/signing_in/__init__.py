"""How people of the site sign in: our choices where django-allauth and django-axes leave them."""
