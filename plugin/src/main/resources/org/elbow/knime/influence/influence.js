// The most suspicious training rows, and the proponents and opponents of some test rows, with their images if there are any.
"use strict";
Elbow.show(function (view, data) {
  Elbow.element(view, "h1", {}, "Suspects among the training rows");
  if (data.suspects.length === 0) {
    Elbow.element(view, "div", { class: "note" }, "No training row could be used.");
  } else {
    const known = data.suspects.some((each) => each.known !== "");
    Elbow.element(view, "p", {}, "The training rows of the highest self-influence, the most suspicious first, with their suspect " +
      "score. Above 3.5 they are far from the bulk.");
    if (known) {
      Elbow.legend(view, [{ name: "to be found, by the label", colour: Elbow.COLOURS.second },
        { name: "other label", colour: Elbow.COLOURS.first }]);
    }
    tiles(view, data.suspects, (each) => each.known === "" ? Elbow.COLOURS.third
      : each.known === "foreign" ? Elbow.COLOURS.second : Elbow.COLOURS.first);
  }
  if (data.tests.length > 0) {
    Elbow.element(view, "h1", { style: "margin-top:18px" }, "Why these rows");
    Elbow.element(view, "p", {}, "The training rows that lowered the loss of a row most (proponents), and those that raised it " +
      "most (opponents), with their influence in nats.");
    Elbow.cards(view, data.tests.length).forEach((card, i) => explanation(card, data.tests[i]));
  }

  function explanation(card, test) {
    Elbow.element(card, "h2", {}, test.row);
    if (test.image !== "") {
      picture(card, test, 56);
    }
    side(card, "Proponents", test.proponent, Elbow.COLOURS.first);
    side(card, "Opponents", test.opponent, Elbow.COLOURS.second);
  }

  function side(card, name, ranked, colour) {
    Elbow.element(card, "p", { style: "margin:8px 0 2px" }, ranked.length === 0 ? name + ": none" : name);
    tiles(card, ranked, () => colour);
  }

  function tiles(parent, rows, colour) {
    const list = Elbow.element(parent, "div", { style: "display:flex;flex-wrap:wrap;gap:8px" });
    rows.forEach(function (each) {
      const tile = Elbow.element(list, "div", { style: "width:76px;overflow:hidden;border-top:3px solid " + colour(each) +
        ";padding-top:4px;font-size:11px;line-height:1.3" });
      if (each.image !== "") {
        picture(tile, each, 56);
      }
      Elbow.element(tile, "div", { title: each.row, style: "white-space:nowrap;text-overflow:ellipsis;overflow:hidden" }, each.row);
      Elbow.element(tile, "b", { style: "font-weight:600" }, Elbow.number(each.value));
    });
  }

  function picture(parent, each, size) {
    Elbow.element(parent, "img", { src: "data:image/png;base64," + each.image, alt: "Image of " + each.row, width: size,
      height: size, style: "display:block;object-fit:contain;image-rendering:pixelated;background:#f6f6f4" });
  }
});
