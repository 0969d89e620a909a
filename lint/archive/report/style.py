"""The style of an archive's report, on top of that of the proof."""

STYLE = """\
:root { --safe: #1f5f8b; --suggest: #c58a1c; --query: #a39c8d; }
@media (prefers-color-scheme: dark) { :root { --safe: #6db3e2; --suggest: #e8ad4f; --query: #7d766a; } }
dl.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
dl.key div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding-top: .4rem;
  border-top: 1px solid var(--rule); }
dl.key dd { margin: 0; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums lining-nums; }
dl.key dt, .note, caption, .legend { color: var(--faint); font-size: .9rem; }
.notice { border-left: 4px solid var(--warning); padding: .2rem 0 .2rem .8rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: left; padding-bottom: .3rem; }
th, td { text-align: left; font-weight: normal; padding: .25rem 1rem .25rem 0; vertical-align: top; }
th[scope=row] { overflow-wrap: anywhere; min-width: 8rem; }
thead th { color: var(--faint); font-size: .85rem; }
tbody tr { border-top: 1px solid var(--rule); }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums lining-nums; }
td.bars { width: 34%; min-width: 5rem; }
svg.cell { display: block; width: 100%; height: .8em; margin-top: .42em; }
.plot { display: block; width: 100%; height: auto; margin: .5rem 0 1rem; font: 12px system-ui, sans-serif; }
.plot.narrow, .note.narrow { display: none; }
svg .safe { fill: var(--safe); } svg .suggest { fill: var(--suggest); } svg .query { fill: var(--query); }
svg .plain, svg .column { fill: var(--faint); }
svg .grid { stroke: var(--rule); stroke-width: 1; }
svg .tick { fill: var(--faint); } svg .head { fill: var(--ink); font-weight: 600; }
svg .line { fill: none; stroke: var(--safe); stroke-width: 2; stroke-linejoin: round; }
svg .dot { fill: var(--safe); } svg .touch { fill: transparent; } svg .touch:hover { fill: var(--hint); opacity: .15; }
.legend svg { width: .8em; height: .8em; margin: 0 .3em 0 1em; } .legend svg:first-child { margin-left: 0; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; overflow-wrap: anywhere; }
.samples { margin: 0; padding-left: 1.2rem; } .samples li { margin-bottom: .5rem; overflow-wrap: anywhere; }
.samples .place, .samples .why { color: var(--faint); font-size: .9rem; }
.samples del { color: var(--error); white-space: pre-wrap; } .samples ins { font-weight: bold; white-space: pre-wrap; }
.samples ins { text-decoration: none; } .samples .words { margin-right: .6em; }
summary { cursor: pointer; color: var(--faint); } details { margin-bottom: 1rem; }
@media (max-width: 52rem) {
  .plot.wide, .note.wide { display: none; } .plot.narrow, .note.narrow { display: block; }
  thead .number { white-space: normal; }
  .spare { display: none; } th, td { padding-right: .6rem; } td.bars { width: 22%; min-width: 3rem; }
}
@media print { :root { --safe: #222; --suggest: #777; --query: #bbb; } svg { break-inside: avoid; } }
"""
