import { SaxesParser } from 'saxes';
import type { FaultTree, Finding } from '@underpin/model';
import { OpenPsaCollector } from './collector.ts';
import { finish } from './finish.ts';

/** What an Open-PSA file says: the tree when it can be analysed, and all that is wrong or was not read. */
export interface OpenPsaReading {
  /** Null when the file is broken or no single top is known; the findings say why. */
  readonly tree: FaultTree | null;
  /** Gates that no other gate uses, in the order of the file: the tops to choose from. */
  readonly tops: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Reads fault trees from an Open-PSA model exchange file (version 2.0d and the flat form that fault-tree programs share).
 *
 * All fault trees of the file are one set of gates; `top` names the gate that is asked about and may be left out when
 * exactly one gate is used by no other. Nested formulas become gates named after their gate ("g1/2"). Basic-event
 * probabilities are read from numbers, parameters and arithmetic; others stay unobserved, with a finding. NOT, XOR and
 * the like are read as they are: the engine that cannot use them refuses. Entity declarations are refused and elements
 * nested deeper than `depthLimit` too. Never throws on bad data.
 *
 * @example
 * const { tree, findings } = readOpenPsa(text, { file: 'chinese.xml' });
 */
export function readOpenPsa(
  text: string,
  options: { readonly file: string; readonly top?: string; readonly depthLimit?: number },
): OpenPsaReading {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const collector = new OpenPsaCollector(options.file, options.depthLimit ?? 200, () => parser.line);
  parser.on('doctype', (content) => collector.doctype(content));
  parser.on('opentag', (tag) => collector.open(tag.name, tag.attributes));
  parser.on('closetag', (tag) => collector.close(tag.name));
  parser.on('error', (error) => collector.broken(error.message));
  parser.write(text).close();
  return finish(collector, options.file, options.top);
}
