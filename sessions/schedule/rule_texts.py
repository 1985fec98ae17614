"""The texts that say when something repeats: whole ones, for in three of the four languages a weekday bends."""

from foundation.messages import N_

# In the order of the week, Monday first.
EVERY = (
    N_("every Monday"),
    N_("every Tuesday"),
    N_("every Wednesday"),
    N_("every Thursday"),
    N_("every Friday"),
    N_("every Saturday"),
    N_("every Sunday"),
)
ON = (
    N_("on Monday"),
    N_("on Tuesday"),
    N_("on Wednesday"),
    N_("on Thursday"),
    N_("on Friday"),
    N_("on Saturday"),
    N_("on Sunday"),
)
# Further days behind the first: "every Monday, Tuesday and Friday".
THEN = (
    N_("%(days)s, Monday"),
    N_("%(days)s, Tuesday"),
    N_("%(days)s, Wednesday"),
    N_("%(days)s, Thursday"),
    N_("%(days)s, Friday"),
    N_("%(days)s, Saturday"),
    N_("%(days)s, Sunday"),
)
LAST = (
    N_("%(days)s and Monday"),
    N_("%(days)s and Tuesday"),
    N_("%(days)s and Wednesday"),
    N_("%(days)s and Thursday"),
    N_("%(days)s and Friday"),
    N_("%(days)s and Saturday"),
    N_("%(days)s and Sunday"),
)
# Which of its kind in each month: the first to the fourth, and the last.
MONTHLY = {
    1: (
        N_("on the first Monday of each month"),
        N_("on the first Tuesday of each month"),
        N_("on the first Wednesday of each month"),
        N_("on the first Thursday of each month"),
        N_("on the first Friday of each month"),
        N_("on the first Saturday of each month"),
        N_("on the first Sunday of each month"),
    ),
    2: (
        N_("on the second Monday of each month"),
        N_("on the second Tuesday of each month"),
        N_("on the second Wednesday of each month"),
        N_("on the second Thursday of each month"),
        N_("on the second Friday of each month"),
        N_("on the second Saturday of each month"),
        N_("on the second Sunday of each month"),
    ),
    3: (
        N_("on the third Monday of each month"),
        N_("on the third Tuesday of each month"),
        N_("on the third Wednesday of each month"),
        N_("on the third Thursday of each month"),
        N_("on the third Friday of each month"),
        N_("on the third Saturday of each month"),
        N_("on the third Sunday of each month"),
    ),
    4: (
        N_("on the fourth Monday of each month"),
        N_("on the fourth Tuesday of each month"),
        N_("on the fourth Wednesday of each month"),
        N_("on the fourth Thursday of each month"),
        N_("on the fourth Friday of each month"),
        N_("on the fourth Saturday of each month"),
        N_("on the fourth Sunday of each month"),
    ),
    -1: (
        N_("on the last Monday of each month"),
        N_("on the last Tuesday of each month"),
        N_("on the last Wednesday of each month"),
        N_("on the last Thursday of each month"),
        N_("on the last Friday of each month"),
        N_("on the last Saturday of each month"),
        N_("on the last Sunday of each month"),
    ),
}
WEEKS = {
    2: N_("every second week, %(days)s"),
    3: N_("every third week, %(days)s"),
    4: N_("every fourth week, %(days)s"),
}
