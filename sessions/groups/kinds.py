"""The kinds of groups, in words: what each is called, and what belonging to one means."""

from foundation.messages import N_

GROUP, HOBBY, DEPARTMENT, LIST = "group", "hobby", "department", "list"
# What a person forms and others belong to; a list is made for one session or a rota.
LASTING = (GROUP, HOBBY, DEPARTMENT)
KIND_WORDS = {
    GROUP: N_("Therapy group"),
    HOBBY: N_("Hobby group"),
    DEPARTMENT: N_("Department"),
    LIST: N_("List of people"),
}
HEADINGS = {
    GROUP: N_("Therapy groups"),
    HOBBY: N_("Hobby groups"),
    DEPARTMENT: N_("Departments"),
    LIST: N_("Lists for single sessions and rotas"),
}
SENTENCES = {
    GROUP: N_("A circle that meets again and again; whoever belongs to it is expected at its sessions."),
    HOBBY: N_("Something people like to do; residents join and leave it themselves."),
    DEPARTMENT: N_("Where people work in the house, such as the kitchen or the garden."),
    LIST: N_("Those who are named for a session, or who take turns at a task."),
}
LARGEST = 500
