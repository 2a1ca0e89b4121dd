// Draws one Plotly figure and saves it as a picture. The library is loaded once from our own server; only what changed is redrawn.
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

// Adds the caption around the chart. The picture is a second drawing, so the chart on the page does not change.
const save = (plotly, { figure, picture }, format) => {
  const { data, layout } = JSON.parse(figure);
  const annotations = [...(layout.annotations ?? []), ...picture.layout.annotations];
  const { width, height } = picture.layout;
  const options = { format, width, height, scale: format === "png" ? 2 : 1, filename: picture.name };
  return plotly.downloadImage({ data, layout: { ...layout, ...picture.layout, annotations } }, options);
};

const offer = (parent, plotly, place) => {
  for (const button of parent.querySelectorAll(".save button")) {
    button.title = place.picture.words[button.name];
    button.setAttribute("aria-label", button.title);
    button.onclick = () => save(plotly, place, button.name);
  }
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
    here.picture = data.save;
    offer(parentElement, plotly, here);
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
