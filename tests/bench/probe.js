// Times one click in the page: from the pointer going down to the first frame after the last change on screen,
// once the script has finished and the page has been still for QUIET milliseconds (which are not counted).
window.bench = (() => {
  const QUIET = 250, PATIENCE = 60000;
  let pressed = null, changed = 0, painted = 0, finished = 0, drawing = false;
  const app = () => document.querySelector("[data-testid=stApp]");
  const running = () => app()?.getAttribute("data-test-script-state") !== "notRunning";
  const scope = () => document.querySelector("[data-testid=stMain]") || document.body;
  const seen = () => {
    changed = performance.now();
    requestAnimationFrame(() => { painted = Math.max(painted, performance.now()); });
  };
  // A quick script begins and ends between two frames: only its websocket tells. ForwardMsg.script_finished is field 6.
  const varint = (bytes, at) => {
    let value = 0, shift = 1;
    for (; bytes[at] & 128; at++, shift *= 128) value += (bytes[at] & 127) * shift;
    return [value + bytes[at] * shift, at + 1];
  };
  const tellsEnd = (bytes) => {
    let at = 0, tag = 0, length = 0;
    while (at < bytes.length) {
      [tag, at] = varint(bytes, at);
      if (tag === 6 * 8) return true;
      [length, at] = varint(bytes, at);
      if (tag % 8 === 2) at += length;
    }
    return false;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data instanceof ArrayBuffer && tellsEnd(new Uint8Array(data))) { finished = performance.now(); seen(); }
      });
    }
  };
  // A table's canvas holds a copy of its cells for screen readers, written a fifth of a second later: nobody sees it.
  // What is seen of a canvas are its size and what is drawn on it.
  const shown = ({ type, target }) => {
    const canvas = (target.closest ? target : target.parentElement)?.closest("canvas");
    return !canvas || (type === "attributes" && target === canvas);
  };
  const flat = ["fillRect", "fillText", "drawImage", "clearRect"].map((name) => [CanvasRenderingContext2D.prototype, name]);
  const mapped = ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced", "clear"].map((name) => [WebGL2RenderingContext.prototype, name]);
  for (const [kind, name] of [...flat, ...mapped]) {
    const draw = kind[name];
    kind[name] = function (...given) {
      if (!drawing && this.canvas.isConnected) {
        drawing = true;  // one mark a frame
        seen();
        requestAnimationFrame(() => { drawing = false; });
      }
      return draw.apply(this, given);
    };
  }
  const still = () => performance.now() - changed > QUIET && painted >= changed;
  const until = (met) => new Promise((resolve, reject) => {
    const begun = performance.now();
    const look = () => {
      if (met()) resolve(painted - pressed);
      else if (performance.now() - begun > PATIENCE) reject(new Error(`not drawn: pressed ${pressed} changed ${changed} finished ${finished}`));
      else setTimeout(look, 20);
    };
    look();
  });
  const watch = () => {
    new MutationObserver((records) => { if (records.some(shown)) seen(); }).observe(scope(), { subtree: true, childList: true, attributes: true, characterData: true });
    seen();
  };
  const stale = () => document.querySelector("[data-stale=true]");
  return {
    settled: async (script) => {
      pressed = 0;
      await until(() => (script ? app() && !running() && document.querySelector("h1") : document.querySelector("#chart .js-plotly-plot")));
      watch();
      return until(() => still() && (!script || (finished && !running() && !stale())));
    },
    arm: () => {
      [pressed, painted, changed, finished] = [null, 0, 0, 0];
      document.addEventListener("pointerdown", (event) => { pressed = event.timeStamp; }, { once: true, capture: true });
    },
    painted: (script) => until(
      () => pressed !== null && changed > pressed && (!script || (finished > pressed && !running() && !stale())) && still()),
  };
})();
