// A model: its networks as a picture, and all that there is to say about it, section by section.
"use strict";
Elbow.model = function (parent, sections) {
  const encoder = sections.Encoder || [];
  const decoder = sections.Decoder || [];
  const picture = Elbow.element(parent, "section", { class: "card", style: "margin-bottom:16px" });
  Elbow.element(picture, "h2", {}, "Networks");
  Elbow.element(picture, "p", {}, "Numbers per row, from the row to its code and back.");
  networks(picture);
  const titles = Object.keys(sections);
  const cards = Elbow.cards(parent, titles.length);
  titles.forEach(function (title, i) {
    const count = title === "Columns" && sections[title].length > 1 ? " (" + sections[title].length + ")" : "";
    Elbow.element(cards[i], "h2", {}, title + (sections[title].some((entry) => entry.name === "…") ? "" : count));
    const facts = Elbow.element(Elbow.element(cards[i], "div", { class: "scroll" }), "dl", { class: "facts" });
    sections[title].forEach(function (entry) {
      Elbow.element(facts, "dt", {}, entry.name);
      Elbow.element(facts, "dd", {}, entry.value);
    });
  });

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
