/** Follows the simulator's stream of events, and finds its way back after a break. */

const SOON = 500; // milliseconds until the first new try
const LATE = 30_000; // each try that fails leaves a line in the console

/**
 * Keep a stream open.
 * `connect` reads the state and resolves to its sequence number, `event` takes what happens after
 * it, `broken` hears that the server is away. The state is read at every new connection, because
 * the server may have been started again and may count from one.
 */
export function followStream({ connect, event, broken }) {
  let wait = SOON;
  const again = () => {
    broken();
    pause(wait).then(attempt);
    wait = Math.min(wait * 2, LATE);
  };
  const attempt = async () => {
    try {
      const source = open(await connect(), event, again);
      source.addEventListener("open", () => (wait = SOON));
    } catch {
      again();
    }
  };
  attempt();
}

/** Wait so long, or until somebody comes back to this window. */
function pause(milliseconds) {
  return new Promise((done) => {
    const timer = setTimeout(end, milliseconds);
    addEventListener("focus", end);
    function end() {
      clearTimeout(timer);
      removeEventListener("focus", end);
      done();
    }
  });
}

function open(after, event, again) {
  let last = after;
  const source = new EventSource(`/simulator/stream?after=${after}`);
  source.addEventListener("message", ({ data }) => {
    const happened = JSON.parse(data);
    if (happened.seq <= last) return; // told twice
    last = happened.seq;
    event(happened);
  });
  source.addEventListener("error", () => {
    source.close();
    again();
  });
  return source;
}
