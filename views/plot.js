// Draws one Plotly figure in its place: the library comes once from our own server, what did not change is not drawn again.
let library;

const loaded = (address) =>
  (library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(window.Plotly);
    script.onerror = () => failed(new Error(`not loaded: ${address}`));
    document.head.append(script);
  }));

const codeOf = ({ points }) => {
  const found = points.map((point) => point.customdata).find(Boolean);
  return Array.isArray(found) ? found[0] : found;
};

const draw = (plotly, place) => {
  const { data, layout } = JSON.parse(place.figure);
  place.drawn = place.clientWidth;
  plotly.react(place, data, { ...layout, width: place.drawn }, place.settings);
};

const place = (parent, plotly) => {
  const found = parent.querySelector(".plot");
  found.watcher ??= new ResizeObserver(() => {
    if (found.figure && found.clientWidth && found.clientWidth !== found.drawn) draw(plotly, found);
  });
  found.watcher.observe(found);
  return found;
};

export default function ({ data, parentElement, setTriggerValue }) {
  let here;
  loaded(data.library).then((plotly) => {
    here = place(parentElement, plotly);
    here.setAttribute("aria-label", data.alt);
    here.settings = data.config;
    here.clicked = (code) => setTriggerValue("clicked", code);
    if (here.figure === data.figure) return;
    here.figure = data.figure;
    draw(plotly, here);
    here.removeAllListeners("plotly_click");
    here.on("plotly_click", (event) => codeOf(event) && here.clicked(codeOf(event)));
  });
  return () => {
    here?.watcher.disconnect();
    here && window.Plotly.purge(here);
  };
}
