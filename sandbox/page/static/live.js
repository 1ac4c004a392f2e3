// What happens in the world as it happens: one stream of events for the person that is played.

import { byId } from "./dom.js";

const PATIENCE = 1500;
let source = null;

/**
 * Listen as this person: `hear(event)` for each event; `opened()` at the start; `again()` after an interruption, in
 * which some were missed; `lost()` when the browser gave the stream up and somebody has to begin anew.
 */
export function listen(me, { hear, opened, again, lost }) {
  source?.close();
  const mine = new EventSource(`/api/live?${new URLSearchParams({ as: me })}`);
  let interrupted = false;
  source = mine;
  mine.onmessage = ({ data }) => source === mine && hear(JSON.parse(data));
  mine.onopen = () => {
    byId("offline").hidden = true;
    if (interrupted) again();
    else opened();
    interrupted = false;
  };
  mine.onerror = () => {
    if (source !== mine) return;
    interrupted = true;
    byId("offline").hidden = false;
    if (mine.readyState === EventSource.CLOSED) setTimeout(() => source === mine && lost(), PATIENCE);
  };
}
