"use strict";
// Search where nobody answers: pages that are files. The names lie in a file beside this
// one, which is read when somebody begins to search. Nothing is fetched, nothing is sent.
(function () {
  var me = document.currentScript;
  var box = document.getElementById("finder");
  if (!me || !box || !document.createElement("input").addEventListener) return;
  var say = function (name) { return me.getAttribute("data-" + name) || ""; };
  var MOST = 30;
  var loading = false;

  var make = function (tag, into, text) {
    var one = document.createElement(tag);
    if (text) one.textContent = text;
    into.appendChild(one);
    return one;
  };
  var label = make("label", box, say("label"));
  var input = make("input", box);
  var status = make("p", box);
  var list = make("ul", box);
  label.className = "away";
  label.htmlFor = input.id = "search";
  input.type = "search";
  input.autocomplete = "off";
  input.placeholder = say("label");
  status.setAttribute("role", "status");
  status.className = "small";
  box.hidden = false;

  // As the server folds names: neither width nor spaces nor capitals count.
  var fold = function (text) {
    return text.replace(/\s/g, "").replace(/[\uff01-\uff5e]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    }).toLowerCase();
  };

  var show = function () {
    var wanted = fold(input.value);
    var names = window.MULU_NAMES;
    list.textContent = "";
    status.textContent = "";
    if (!wanted || !names) return;
    var found = 0;
    for (var at = 0; at < names.length; at += 1) {
      var one = names[at];
      if (!one[2]) one[2] = fold(one[0] + "\n" + one[1]);
      if (one[2].indexOf(wanted) < 0) continue;
      found += 1;
      if (found > MOST) continue;
      var link = make("a", make("li", list), one[1].split("\n")[0]);
      link.href = say("root") + one[0] + ".html";
    }
    status.textContent = say(found ? "found" : "none").replace("#", String(found));
  };

  var load = function () {
    if (loading) return;
    loading = true;
    var script = document.createElement("script");
    script.src = say("index");
    script.onload = show;
    document.head.appendChild(script);
  };
  input.addEventListener("focus", load);
  input.addEventListener("input", function () { load(); show(); });
}());
