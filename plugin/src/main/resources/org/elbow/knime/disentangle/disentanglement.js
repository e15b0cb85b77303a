// What each code tells of each factor, as a heat map, and the scores beside it.
"use strict";
Elbow.show(function (view, data) {
  Elbow.element(view, "h1", {}, "Codes and factors");
  const known = data.codes.length > 0 && data.factors.length > 0;
  Elbow.element(view, "p", {}, known
    ? "If the code is disentangled, each factor has one dark cell in its column, and each code at most one in its row."
    : "What codes tell of factors is shown if mutual information was computed and factors vary.");
  const cards = Elbow.cards(view, known ? 2 : 1);
  if (known) {
    heatMap(cards[0]);
  }
  scores(cards[cards.length - 1]);

  function heatMap(card) {
    Elbow.element(card, "h2", {}, "Mutual information");
    const highest = Math.max(...data.codes.map((code) => Math.max(...code.nats)));
    const best = data.factors.map((factor, f) => ranked(f));
    scale(card, highest);
    const style = getComputedStyle(card);
    const room = Math.max(220, card.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
    const left = 8 + 6.2 * Math.max(...data.codes.map((code) => code.name.length));
    const height = data.codes.length > 30 ? 17 : 24;
    const names = data.factors.map((name) => name.length > 20 ? name.slice(0, 19) + "…" : name);
    const longest = Math.max(...names.map((name) => name.length)) * 6.4;
    const columns = (space) => Math.min(90, Math.max(42, (space - left - 4) / names.length));
    const slanted = longest > columns(room) - 4;
    const top = slanted ? 14 + 0.62 * longest : 22;
    // what slanted labels need to the right of the last column
    const beyond = !slanted ? 0
      : Math.max(0, ...names.map((name, f) => 5 * name.length - (names.length - f - 0.5) * columns(room - 40)));
    const width = columns(room - beyond);
    const size = { width: left + width * data.factors.length + beyond + 2, height: top + height * data.codes.length + 2 };
    const frame = Elbow.element(card, "div", { style: "overflow-x:auto" });
    const svg = Elbow.draw(frame, "svg", { viewBox: "0 0 " + size.width + " " + size.height, role: "img",
      style: "overflow:hidden;width:" + size.width + "px" + (width > 42 ? ";max-width:100%" : ""),
      "aria-label": "Mutual information of each code with each factor" });
    names.forEach(function (name, f) {
      const x = left + (f + 0.5) * width;
      const label = Elbow.draw(svg, "text", slanted ? { x: x, y: top - 6, transform: "rotate(-38 " + x + " " + (top - 6) + ")" }
        : { x: x, y: top - 7, "text-anchor": "middle" }, name);
      tip(label, data.factors[f]);
    });
    data.codes.forEach(function (code, row) {
      const y = top + row * height;
      Elbow.draw(svg, "text", { x: left - 6, y: y + height / 2 + 4, "text-anchor": "end" }, code.name);
      code.nats.forEach((nats, f) => cell(svg, { x: left + f * width, y: y, width: width, height: height }, code.name, f, nats));
    });
    best.forEach(function (order, f) {
      if (data.codes[order[0]].nats[f] > 0) {
        Elbow.draw(svg, "rect", { x: left + f * width + 1, y: top + order[0] * height + 1, width: width - 3, height: height - 3,
          fill: "none", stroke: Elbow.COLOURS.second, "stroke-width": 2, "pointer-events": "none" });
      }
    });
    if (data.codesLeftOut > 0) {
      Elbow.element(card, "p", { style: "margin:8px 0 4px" }, "The " + data.codes.length + " codes that tell most of any " +
        "factor. The output table has the other " + data.codesLeftOut + " too.");
    }

    function cell(parent, box, code, f, nats) {
      const share = highest > 0 ? Math.max(0, nats) / highest : 0;
      const rect = Elbow.draw(parent, "rect", { x: box.x, y: box.y, width: box.width - 1, height: box.height - 1,
        fill: colour(share) });
      Elbow.draw(parent, "text", { x: box.x + (box.width - 1) / 2, y: box.y + box.height / 2 + 3.5, "text-anchor": "middle",
        "pointer-events": "none", style: "fill:" + (share > 0.55 ? "#fff" : "#3e3a39") }, nats.toFixed(2).replace("-", "−"));
      const order = best[f];
      const most = data.codes[order[0]];
      const next = order.length > 1 ? "\nNext best: " + data.codes[order[1]].name + ", " +
        Elbow.number(data.codes[order[1]].nats[f]) + " nats" : "";
      tip(rect, code + " and " + data.factors[f] + ": " + Elbow.number(nats) + " nats\nMost of " + data.factors[f] + ": " +
        most.name + ", " + Elbow.number(most.nats[f]) + " nats" + next);
    }
  }

  // The codes by what they tell of a factor, the most telling first.
  function ranked(f) {
    return data.codes.map((code, i) => i).sort((a, b) => data.codes[b].nats[f] - data.codes[a].nats[f]);
  }

  function scale(card, highest) {
    const line = Elbow.element(card, "div", { class: "legend" });
    const bar = Elbow.element(line, "span", {}, "0");
    Elbow.element(bar, "i", { style: "width:110px;background:linear-gradient(to right," + colour(0) + "," + colour(1) + ")" });
    bar.appendChild(document.createTextNode(Elbow.number(highest) + " nats"));
    const most = Elbow.element(line, "span");
    Elbow.element(most, "i", { style: "border:2px solid " + Elbow.COLOURS.second });
    most.appendChild(document.createTextNode("tells most of the factor"));
  }

  // From nearly white to the first colour.
  function colour(share) {
    const from = [246, 244, 249];
    const to = [1, 3, 5].map((at) => parseInt(Elbow.COLOURS.first.slice(at, at + 2), 16));
    return "rgb(" + from.map((value, i) => Math.round(value + (to[i] - value) * share)).join(",") + ")";
  }

  function scores(card) {
    Elbow.element(card, "h2", {}, "Scores");
    const list = Elbow.element(card, "div",
      { style: "display:grid;grid-template-columns:minmax(90px,auto) minmax(0,1fr) auto;margin-top:6px" });
    data.scores.forEach(function (score) {
      const line = "border-top:1px solid #e8eaeb;padding:4px 0;";
      const missing = score.value === null && score.note !== null;
      const cells = [Elbow.element(list, "span", { style: line + "padding-right:12px" }, score.name),
        Elbow.element(list, "span", { style: line + "color:#6e6a68;font-size:12px;padding-right:12px" },
          missing ? score.note : score.range),
        Elbow.element(list, "b", { style: line + "text-align:right;font-weight:600" }, Elbow.number(score.value))];
      cells.forEach((each) => tip(each, score.meaning + (score.note === null ? "" : "\n" + score.note)));
    });
  }

  function tip(shape, text) {
    shape.addEventListener("mousemove", (event) => Elbow.showTip(event, text));
    shape.addEventListener("mouseleave", Elbow.hideTip);
  }
});
