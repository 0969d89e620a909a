"""The style of the proof: for a wide screen, a phone, the dark and paper."""

STYLE = """\
:root { --ink: #1b1a17; --paper: #fffdf8; --rule: #d8d2c4; --faint: #6a6457; --error: #b3261e;
  --warning: #8a5a00; --hint: #1f5f8b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece7db; --paper: #1a1916; --rule: #45413a; --faint: #a8a193; --error: #ff8a80;
    --warning: #f0b45a; --hint: #7cc0ee; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.65 Charter, "Bitstream Charter", "Source Serif 4", Georgia, "DejaVu Serif", serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 3rem 0 1rem; padding-top: .6rem; border-top: 3px double var(--rule);
  overflow-wrap: anywhere; }
a { color: inherit; }
a:focus-visible { outline: 3px solid var(--hint); outline-offset: 2px; }
table.rules { border-collapse: collapse; font-size: .95rem; width: 100%; }
table.rules caption, nav::before { text-align: left; color: var(--faint); font-size: .9rem; }
table.rules th, table.rules td { text-align: left; font-weight: normal; padding: .2rem 1rem .2rem 0;
  vertical-align: top; }
table.rules tbody tr { border-top: 1px solid var(--rule); }
table.rules td:nth-child(2) { white-space: nowrap; font-variant-numeric: tabular-nums; }
.bar { display: inline-block; height: .7em; background: var(--faint); vertical-align: baseline; }
nav ul { columns: 18rem; padding-left: 1.2rem; overflow-wrap: anywhere; }
.block { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; column-gap: 2.5rem; }
.copy { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.copy.last { margin-bottom: 1.1rem; }
.clean, .problem { color: var(--faint); font-style: italic; }
.problem { color: var(--error); }
.mark { text-decoration: none; border-radius: 2px; }
.mark.error { color: var(--error); } .mark.warning { color: var(--warning); } .mark.hint { color: var(--hint); }
.mark span { text-decoration: underline wavy 1px; text-underline-offset: .2em; }
.mark.hint span { text-decoration-style: dotted; text-decoration-thickness: 2px; }
.mark del { text-decoration: line-through 2px; opacity: .75; }
.mark ins { text-decoration: none; font-weight: bold; white-space: pre-wrap; }
.mark del + ins::before { content: "\\2009"; }
.mark ins:first-child { border-bottom: 2px solid; }
.mark sup { font: 600 .68rem/1 system-ui, sans-serif; padding-left: .1em; }
.mark:target, li:target { background: color-mix(in srgb, currentColor 16%, transparent); }
.notes { list-style: none; margin: 0 0 .4rem; padding: 0 0 0 .9rem; border-left: 1px solid var(--rule);
  font: .875rem/1.4 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
.notes li { position: relative; padding: 0 0 .6rem 1.7rem; overflow-wrap: anywhere; }
.notes li > * { display: block; }
.notes strong { font-weight: 600; }
.notes .back { position: absolute; left: 0; top: 0; min-width: 1.4rem; font-weight: 600; color: var(--faint); }
.why, .rule { color: var(--faint); }
.repair q { font-weight: 600; }
q { quotes: "\\201c" "\\201d"; white-space: pre-wrap; }
@media (max-width: 52rem) {
  body { padding: 1rem; }
  .block { display: block; }
  .notes { margin-left: .3rem; }
  table.rules td:nth-child(3), table.rules th:nth-child(3) { display: none; }
}
@media print {
  :root { --ink: #000; --paper: #fff; --rule: #999; --faint: #444; --error: #000; --warning: #000; --hint: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .block { grid-template-columns: minmax(0, 1fr) 6.5cm; column-gap: .6cm; }
  .notes { font-size: 8.5pt; }
  .notes li, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""
