// A model: its networks as a picture, and all that there is to say about it, section by section.
"use strict";
Elbow.model = function (parent, sections) {
  const encoder = sections.Encoder || [];
  const decoder = sections.Decoder || [];
  const picture = Elbow.element(parent, "section", { class: "card", style: "margin-bottom:16px" });
  Elbow.element(picture, "h2", {}, "Networks");
  Elbow.element(picture, "p", {}, "Numbers per row, from the row to its code and back. Heights are logarithmic.");
  networks(picture);
  const groups = [["Model"], ["Encoder", "Decoder"], ["Training"]];
  const cards = Elbow.cards(parent, groups.length);
  groups.forEach((titles, i) => titles.forEach(function (title) {
    Elbow.element(cards[i], "h2", {}, title);
    facts(cards[i], sections[title] || []);
  }));
  const columns = sections.Columns || [];
  const last = Elbow.element(parent, "section", { class: "card", style: "margin-top:16px" });
  // where some are left out, the last entry says how many
  const complete = columns.length > 1 && columns[columns.length - 1].name !== "…";
  Elbow.element(last, "h2", {}, "Columns" + (complete ? " (" + columns.length + ")" : ""));
  facts(Elbow.element(last, "div", { class: "scroll" }), columns);

  function facts(place, entries) {
    const list = Elbow.element(place, "dl", { class: "facts" });
    entries.forEach(function (entry) {
      Elbow.element(list, "dt", {}, entry.name);
      Elbow.element(list, "dd", {}, entry.value);
    });
  }

  // A bar for each layer, as high as the logarithm of its size, the encoder left and the decoder right of the code.
  function networks(card) {
    const layers = encoder.map((layer) => ({ layer: layer, colour: Elbow.COLOURS.first }))
      .concat(decoder.map((layer, i) => ({ layer: layer, colour: i === 0 ? Elbow.COLOURS.second : Elbow.COLOURS.first })))
      .filter((each) => each.layer.name !== "Reshape");
    const style = getComputedStyle(card);
    const width = Math.max(220, card.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
    const room = 130;
    const svg = Elbow.draw(card, "svg", { viewBox: "0 0 " + width + " " + (room + 34), role: "img",
      "aria-label": "Sizes of the layers" });
    const places = width / layers.length;
    const thickness = Math.min(34, places * 0.55);
    const most = Math.max(...layers.map((each) => Math.log2(each.layer.size + 1)));
    const height = (each) => Math.max(4, Math.log2(each.layer.size + 1) / most * (room - 8));
    const middle = (i) => places * (i + 0.5);
    layers.slice(1).forEach(function (each, i) {
      const left = middle(i) + thickness / 2;
      const right = middle(i + 1) - thickness / 2;
      const before = height(layers[i]) / 2;
      const after = height(each) / 2;
      Elbow.draw(svg, "polygon", { fill: "#eceaf2", points: [[left, room / 2 - before], [right, room / 2 - after],
        [right, room / 2 + after], [left, room / 2 + before]].map((point) => point.join(",")).join(" ") });
    });
    // narrow views label every other layer, or fewer, but the code always
    const every = Math.ceil(58 / places);
    const code = layers.findIndex((each) => each.layer === decoder[0]);
    layers.forEach(function (each, i) {
      const size = each.layer.value.split(",")[0];
      const bar = Elbow.draw(svg, "rect", { x: middle(i) - thickness / 2, y: (room - height(each)) / 2, width: thickness,
        height: height(each), rx: 2, fill: each.colour, "fill-opacity": 0.85 });
      if ((i - code) % every === 0) {
        Elbow.draw(svg, "text", { x: middle(i), y: room + 14, "text-anchor": "middle" }, size);
        // the whole name where there is room for it, else its first word
        Elbow.draw(svg, "text", { x: middle(i), y: room + 28, "text-anchor": "middle" },
          each.layer.name.length * 6 < places * every ? each.layer.name : each.layer.name.split(/[ ,]/)[0]);
      }
      bar.addEventListener("mousemove", (event) => Elbow.showTip(event, each.layer.name + "\n" + each.layer.value));
      bar.addEventListener("mouseleave", Elbow.hideTip);
    });
  }
};
