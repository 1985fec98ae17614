"""The lines of the picture meet the names they join."""

from community.mentoring.picture import MOST, UNIT, draw


def test_elders_stand_beside_their_newcomers_and_who_stands_by_nobody_is_last() -> None:
    picture = draw(
        [("e1", "Free"), ("e2", "Piotr"), ("e3", "Grace")],
        [("n1", "Nadia"), ("n2", "Oleg")],
        [("e2", "n2", True), ("e3", "n1", False)],
    )
    assert picture.elders == ("Grace", "Piotr", "Free")
    assert picture.newcomers == ("Nadia", "Oleg")
    assert picture.height == 3 * UNIT
    assert [(line.from_y, line.to_y, line.asked) for line in picture.lines] == [
        (UNIT * 1.5, UNIT * 2.25, False),
        (UNIT * 0.5, UNIT * 0.75, True),
    ]
    assert picture.left_out == 0


def test_a_picture_of_nobody_is_empty() -> None:
    assert draw([], [], []).lines == ()


def test_more_than_sixty_do_not_fit_and_it_says_so() -> None:
    people = [(str(number), str(number)) for number in range(MOST + 5)]
    picture = draw([("e", "Elder")], people, [("e", key, True) for key, _ in people])
    assert (len(picture.newcomers), len(picture.lines), picture.left_out) == (MOST, MOST, 5)
