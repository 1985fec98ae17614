"""What people like to do, in words everybody knows: it helps to find an elder one can talk with."""

from foundation.messages import N_

SEXES = {"f": N_("woman"), "m": N_("man")}
INTERESTS = {
    "art": N_("drawing and painting"),
    "board_games": N_("board games and chess"),
    "books": N_("reading"),
    "computers": N_("computers"),
    "cooking": N_("cooking"),
    "crafts": N_("crafts and repairs"),
    "dance": N_("dance"),
    "faith": N_("faith and meditation"),
    "films": N_("films"),
    "football": N_("football and ball games"),
    "garden": N_("gardening"),
    "music": N_("music"),
    "nature": N_("walking and nature"),
    "stage": N_("theatre"),
    "training": N_("fitness and running"),
    "writing": N_("writing"),
}
