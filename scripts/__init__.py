"""Programs around the app: setting up, testing, translating. The app itself imports none of them."""
