import type { TableBlock } from '../../contract/reportBlocks'
import { blockId, modesByGroup, type GroupModes, type ReportContext } from '../context'
import { estimateFormat } from '../format'
import { Footnotes, left, number, right, text } from './cells'

/** Predicted random effects of each grouping factor, level by level. */
export function modesBlocks(context: ReportContext): TableBlock[] {
  return modesByGroup(context.fit).map((group) => modesBlock(context, group))
}

function modesBlock(context: ReportContext, { group, levels, effects }: GroupModes): TableBlock {
  const { style, texts, maxModeRows } = context
  const words = texts.tables.modes
  const formats = effects.map(({ modes, stdErrors }) => estimateFormat([...modes], [...stdErrors], style))
  const shown = Math.min(levels.length, maxModeRows)
  const notes = new Footnotes()
  notes.add(texts.footnotes.modes)
  if (shown < levels.length) notes.add(texts.footnotes.moreLevels({ shown, hidden: levels.length - shown }))
  return {
    id: blockId(context, `modes-${group}`),
    kind: 'table',
    title: words.title(group),
    columns: [
      left('level', words.level),
      ...effects.flatMap(({ term }, j) => [
        right(`estimate-${j + 1}`, words.mode(term)),
        right(`stdError-${j + 1}`, words.stdError(term)),
      ]),
    ],
    rows: levels.slice(0, shown).map((level, i) => ({
      cells: [
        text(level),
        ...effects.flatMap(({ modes, stdErrors }, j) => [
          number(modes[i], (v) => formats[j].estimate(v, stdErrors[i])),
          number(stdErrors[i], formats[j].stdError),
        ]),
      ],
    })),
    footnotes: notes.all,
  }
}
