import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOpenPsa } from './read-open-psa.ts';

const file = 'plant.xml';

function read(body: string, top?: string) {
  return readOpenPsa(
    `<?xml version="1.0"?>\n<opsa-mef>${body}</opsa-mef>`,
    top === undefined ? { file } : { file, top },
  );
}

const pump =
  '<define-fault-tree name="plant"><define-gate name="top"><or><basic-event name="a"/><gate name="g"/></or></define-gate>';

test('gates, events and their probabilities', () => {
  const { tree, tops, findings } = read(`
    ${pump}<define-gate name="g"><label>two of three</label><atleast min="2">
      <basic-event name="a"/><event name="b"/><house-event name="h"/></atleast></define-gate>
    <define-house-event name="h"><constant value="true"/></define-house-event></define-fault-tree>
    <model-data><define-basic-event name="a"><float value="0.25"/></define-basic-event>
    <define-basic-event name="b"><label/><attributes><attribute name="x" value="y"/></attributes></define-basic-event></model-data>`);
  expect(findings).toEqual([]);
  expect(tops).toEqual(['top']);
  expect(tree).toEqual({
    name: 'plant',
    top: 'top',
    gates: [
      { id: 'top', kind: 'or', k: null, children: ['a', 'g'] },
      { id: 'g', kind: 'atleast', k: 2, children: ['a', 'b', 'h'] },
    ],
    events: [
      { id: 'a', probability: 0.25 },
      { id: 'b', probability: null },
    ],
    constants: [{ id: 'h', value: true }],
  });
});

test('nested formulas, constants and references alone become gates', () => {
  const { tree, findings } = read(`<define-fault-tree name="t">
    <define-gate name="top"><and><or><basic-event name="a"/><not><basic-event name="b"/></not></or><constant value="false"/><gate name="same"/></and></define-gate>
    <define-gate name="same"><basic-event name="a"/></define-gate></define-fault-tree>
    <model-data><define-basic-event name="a"/><define-basic-event name="b"/></model-data>`);
  expect(findings).toEqual([]);
  expect(tree?.gates).toEqual([
    { id: 'top/1/2', kind: 'not', k: null, children: ['b'] },
    { id: 'top/1', kind: 'or', k: null, children: ['a', 'top/1/2'] },
    { id: 'top', kind: 'and', k: null, children: ['top/1', 'top/2', 'same'] },
    { id: 'same', kind: 'or', k: null, children: ['a'] },
  ]);
  expect(tree?.constants).toEqual([{ id: 'top/2', value: false }]);
});

test('parameters and arithmetic; what is not read stays unobserved', () => {
  const { tree, findings } = read(`<define-fault-tree name="t"><define-gate name="top"><or>
    <basic-event name="a"/><basic-event name="b"/><basic-event name="c"/><basic-event name="d"/><basic-event name="e"/></or></define-gate></define-fault-tree>
    <model-data>
    <define-parameter name="rate"><float value="1e-3"/></define-parameter>
    <define-parameter name="half"><mul><parameter name="rate"/><float value="0.5"/></mul></define-parameter>
    <define-parameter name="loop"><parameter name="loop"/></define-parameter>
    <define-basic-event name="a"><parameter name="half"/></define-basic-event>
    <define-basic-event name="b"><exponential><parameter name="rate"/><int value="1000"/></exponential></define-basic-event>
    <define-basic-event name="c"><lognormal-deviate><float value="1"/></lognormal-deviate></define-basic-event>
    <define-basic-event name="d"><float value="1.5"/></define-basic-event>
    <define-basic-event name="e"><parameter name="loop"/></define-basic-event></model-data>`);
  expect(tree?.events.map(({ probability }) => probability)).toEqual([0.0005, 1 - Math.exp(-1), null, null, null]);
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['open-psa/probability', 'warning'],
    ['open-psa/probability', 'warning'],
    ['open-psa/probability', 'warning'],
  ]);
  expect(findings.map(({ message }) => message).join()).toMatch(
    /lognormal-deviate.*1.5 is not between.*defined by itself/,
  );
});

test('several tops: the one to ask about must be named', () => {
  const two = `<define-fault-tree name="t"><define-gate name="x"><or><basic-event name="a"/></or></define-gate></define-fault-tree>
    <define-fault-tree name="u"><define-gate name="y"><or><basic-event name="u.a"/></or></define-gate></define-fault-tree>
    <model-data><define-basic-event name="a"/></model-data>`;
  const { tree, tops, findings } = read(two);
  expect(tree).toBe(null);
  expect(tops).toEqual(['x', 'y']);
  expect(findings[0]).toMatchObject({ rule: 'open-psa/which-top', severity: 'error' });
  expect(read(two, 'y').tree).toMatchObject({ top: 'y', gates: [{ children: ['a'] }, { children: ['a'] }] });
  expect(read(two, 'z').findings[0]?.message).toContain('"z" is not defined');
});

test('an event that is not defined is kept, unobserved, and told', () => {
  const { tree, findings } = read(
    `<define-fault-tree name="t"><define-gate name="x"><or><basic-event name="a"/></or></define-gate></define-fault-tree>`,
  );
  expect(tree?.events).toEqual([{ id: 'a', probability: null }]);
  expect(findings).toMatchObject([{ rule: 'open-psa/event-not-defined', location: { file, line: 2 } }]);
});

test('what is not read is told', () => {
  const { tree, findings } = read(`<define-event-tree name="e"><define-gate name="inside"/></define-event-tree>
    <define-fault-tree name="t"><define-gate name="x"><or><basic-event name="a"/></or></define-gate></define-fault-tree>
    <model-data><define-basic-event name="a"/></model-data><define-CCF-group name="c" model="beta-factor"><members/></define-CCF-group>`);
  expect(tree?.gates).toHaveLength(1);
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('"define-event-tree" was not read'),
    expect.stringContaining('common-cause group was not read'),
  ]);
});

test.each<[string, string, RegExp]>([
  ['entities', '<!DOCTYPE x [<!ENTITY a "b">]><opsa-mef/>', /DOCTYPE/],
  ['XML that is broken', '<opsa-mef><define-gate name="g"', /not well-formed/],
  ['an empty file', '', /not well-formed/],
  ['another format', '<html></html>', /starts with "html"/],
  [
    'too deep nesting',
    `<opsa-mef><define-gate name="g">${'<and>'.repeat(300)}${'</and>'.repeat(300)}</define-gate></opsa-mef>`,
    /deeper than 200/,
  ],
  [
    'a gate that is not defined',
    '<opsa-mef><define-gate name="g"><or><gate name="x"/></or></define-gate></opsa-mef>',
    /gate "x" is used but not defined/,
  ],
  [
    'a name used twice',
    '<opsa-mef><define-gate name="g"><or><basic-event name="a"/></or></define-gate><define-basic-event name="g"/></opsa-mef>',
    /defined twice/,
  ],
  ['no arguments', '<opsa-mef><define-gate name="g"><or/></define-gate></opsa-mef>', /no arguments/],
  ['no formula', '<opsa-mef><define-gate name="g"/></opsa-mef>', /no formula/],
  ['two formulas', '<opsa-mef><define-gate name="g"><or/><and/></define-gate></opsa-mef>', /more than one formula/],
  [
    'atleast without min',
    '<opsa-mef><define-gate name="g"><atleast><event name="a"/></atleast></define-gate></opsa-mef>',
    /no whole number/,
  ],
  [
    'a formula nobody knows',
    '<opsa-mef><define-gate name="g"><or><maybe/></or></define-gate></opsa-mef>',
    /"maybe" in "g"/,
  ],
])('refuses %s with a finding', (_, text, message) => {
  const { tree, findings } = readOpenPsa(text, { file });
  expect(tree).toBe(null);
  expect(findings.find(({ severity }) => severity === 'reject')?.message).toMatch(message);
  for (const finding of findings) expect(finding.location.file).toBe(file);
});

test('never throws, whatever the text', () => {
  const piece = fc.constantFrom(
    '<opsa-mef>',
    '</opsa-mef>',
    '<define-gate name="g">',
    '</define-gate>',
    '<or>',
    '</or>',
    '<gate name="g"/>',
    '<not/>',
    '<define-basic-event name="a">',
    '</define-basic-event>',
    '<float value="x"/>',
    '<basic-event name="a"/>',
    '&',
    '<',
    '&x;',
    'text',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const { tree, findings } = readOpenPsa(pieces.join(''), { file });
      expect(tree !== null || findings.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
