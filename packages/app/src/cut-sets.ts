// A door of its own: whoever only asks about a fault tree loads neither the other engines nor reports.
export { cutSetKinds, cutSetsOfTree, type CutSetsTold } from './use-cases/cut-sets-of-tree.ts';
