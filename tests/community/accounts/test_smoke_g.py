from foundation.database import db
def test_pages(app, house, browse):
    b = browse(house.manager)
    for p in ("/account", "/residents", "/residents?q=orlov", f"/residents/{house.resident.id}/consents", f"/residents/{house.resident.id}/consents/new", f"/residents/{house.resident.id}/family/invitation"):
        b.get(p)
    r = browse(house.resident)
    for p in ("/account", "/consents", "/consents/new", "/family/invitation"):
        r.get(p)
    n = browse(None)
    for p in ("/sign-in", "/sign-in?lang=ar", "/password-resets"):
        n.get(p)
    n.get("/invitations/x", status=404)
