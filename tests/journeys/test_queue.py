"""The queue of a device against a model: answers lost, doubled and late, windows closed and opened, roles changed."""

import pytest

from tests.cast import Cast
from tests.journeys.conftest import Enter

pytestmark = pytest.mark.browser
STEPS = 10_000
# A server after the contract: the same id gets the same answer; what is not based on the current mark is a conflict.
WALK = """async ([steps, seed]) => {
  const { Queue, plain } = await import("/static/js/register_queue.js");
  const { marksHere } = await import("/static/js/device_store.js");
  let state = seed;
  const random = (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 65536) % below;
  };
  const people = ["a", "b", "c", "d"];
  const server = { answers: new Map(), current: {}, held: [], applied: [], allowed: true };
  function take(mark) {
    const { id, person_id, status } = mark;
    if (server.answers.has(id)) return server.answers.get(id);
    const fresh = (server.current[person_id] || null) === mark.based_on;
    if (server.allowed && fresh) {
      server.current[person_id] = id;
      server.applied.push([id, status]);
      server.answers.set(id, ["saved", { id, person_id, mark_id: id }]);
    } else {
      server.held.push(id);
      server.answers.set(id, [server.allowed ? "conflicts" : "held", { id, person_id }]);
    }
    return server.answers.get(id);
  }
  const open = () => Queue.open({ register: "model" + seed, keeper: "me", occurrence: "o" });
  const heard = { saved: "saved", held: "held", conflicts: "conflict" };
  const apply = (queue, told) => told.forEach(([kind, answer]) => queue[heard[kind]](answer));
  let queues = [await open()];
  const late = [];
  const made = new Map();
  const gone = new Set();
  for (let step = 0; step < steps; step += 1) {
    const queue = queues[random(queues.length)];
    const what = random(100);
    if (what < 40) {
      const person = people[random(4)];
      const before = queue.of(person).at(-1);
      queue.put(person, { status: "s" + step }, server.current[person]);
      const now = queue.of(person).at(-1);
      made.set(now.id, now.status);
      if (before && !queue.items.includes(before)) gone.add(before.id);
    } else if (what < 75) {
      const told = queue.next(false).map(plain).map(take);
      const fate = random(4);
      if (fate === 0) continue;                                   /* the answer is lost */
      if (fate === 1) late.push(...told); else apply(queue, told); /* or comes much later, in any order */
      if (fate === 2) queue.next(false).map(plain).forEach(take);  /* or everything is sent twice */
    } else if (what < 85 && late.length) {
      apply(queue, late.splice(random(late.length), 1));
    } else if (what < 88) {
      server.allowed = !server.allowed;
    } else if (what === 90) {
      /* The tab is closed and opened again. */
      await queue.kept;
      await Promise.all(queues.map((one) => one.kept));
      queues = [await open()];
    } else if (what === 91 && queues.length < 3) {
      await Promise.all(queues.map((one) => one.kept));
      queues.push(await open());
    }
  }
  server.allowed = true;
  await Promise.all(queues.map((one) => one.kept));
  const last = await open();
  for (let round = 0; last.size && round < 1000; round += 1) apply(last, last.next(false).map(plain).map(take));
  await last.kept;
  const known = new Map(server.applied);
  const twice = server.applied.length - known.size;
  const lost = [...made].filter(([id]) => !known.has(id) && !server.held.includes(id) && !gone.has(id));
  const wrong = server.applied.filter(([id, status]) => made.get(id) !== status);
  const left = (await marksHere()).filter((item) => item.register === "model" + seed);
  return { made: made.size, applied: known.size, twice, lost: lost.length, wrong: wrong.length, left: left.length };
}"""


@pytest.mark.parametrize("seed", [7, 2026])
def test_ten_thousand_steps_lose_and_double_no_mark(enter: Enter, cast: Cast, seed: int) -> None:
    page = enter("facilitator")
    page.goto("/offline")
    found = page.evaluate(WALK, [STEPS, seed])
    assert found["made"] > STEPS / 4
    assert found["applied"] > 100
    assert {name: found[name] for name in ("twice", "lost", "wrong", "left")} == {
        "twice": 0,
        "lost": 0,
        "wrong": 0,
        "left": 0,
    }


# Three marks of a register that is not open here; what the first says the server cannot take.
STRAYS = """async () => {
  const { Sender } = await import("/static/js/register_sending.js");
  const { keepMarks, marksHere } = await import("/static/js/device_store.js");
  const mark = (n) => ({
    id: String(n).repeat(32), register: "r", occurrence: "o", person_id: "p" + n, status: "present", minutes: null,
    absence_reason: null, based_on: null, made_at: n, made_by: "me", order: n,
  });
  await keepMarks([1, 2, 3].map(mark));
  window.fetch = async (path, { body } = {}) => {
    if (path === "/offline/pass") return Response.json({ person_id: "me", csrf_token: "t" });
    const { marks } = JSON.parse(body);
    if (marks.some((one) => one.person_id === "p1")) return new Response("This cannot be.", { status: 422 });
    const saved = marks.map(({ id, person_id }) => ({ id, person_id, mark_id: id }));
    return Response.json({ saved, conflicts: [], held: [] });
  };
  await new Sender(null).send();
  /* Marks leave the device a moment after they were sent. */
  for (let round = 0; round < 600 && (await marksHere()).length > 1; round += 1) {
    await new Promise((done) => { setTimeout(done, 100); });
  }
  return (await marksHere()).map((one) => one.person_id);
}"""


def test_a_mark_the_server_cannot_take_holds_up_none_behind_it(enter: Enter, cast: Cast) -> None:
    page = enter("facilitator")
    page.goto("/offline")
    assert page.evaluate(STRAYS) == ["p1"]
