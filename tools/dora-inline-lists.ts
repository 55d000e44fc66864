/** Names for the closed lists that the taxonomy writes out column by column: list name to its codes, as the source joins them. */
export const doraInlineLists: Readonly<Record<string, string>> = {
  GROUP_HIERARCHY_5: 'eba_RP:x21|eba_RP:x210|eba_RP:x53|eba_RP:x551|eba_RP:x56',
  ARRANGEMENT_TYPE_3: 'eba_CO:x1|eba_CO:x2|eba_CO:x3',
  CODE_TYPE_6: 'eba_qCO:qx2000|eba_qCO:qx2001|eba_qCO:qx2002|eba_qCO:qx2003|eba_qCO:qx2004|eba_qCO:qx2005',
  TERMINATION_REASON_6: 'eba_CO:x4|eba_CO:x5|eba_CO:x6|eba_CO:x7|eba_CO:x8|eba_CO:x9',
  YES_NO_2: 'eba_BT:x28|eba_BT:x29',
  YES_NO_NOT_ASSESSED_3: 'eba_BT:x21|eba_BT:x28|eba_BT:x29',
  SENSITIVENESS_3: 'eba_ZZ:x791|eba_ZZ:x792|eba_ZZ:x793',
  RELIANCE_4: 'eba_ZZ:x794|eba_ZZ:x795|eba_ZZ:x796|eba_ZZ:x797',
  NATURE_2: 'eba_ZZ:x838|eba_ZZ:x839',
  PERSON_TYPE_2: 'eba_CT:x212|eba_CT:x213',
  IMPACT_4: 'eba_ZZ:x791|eba_ZZ:x792|eba_ZZ:x793|eba_ZZ:x799',
  SUBSTITUTABILITY_4: 'eba_ZZ:x959|eba_ZZ:x960|eba_ZZ:x961|eba_ZZ:x962',
  SUBSTITUTION_REASON_3: 'eba_ZZ:x963|eba_ZZ:x964|eba_ZZ:x965',
  REINTEGRATION_4: 'eba_ZZ:x0|eba_ZZ:x798|eba_ZZ:x966|eba_ZZ:x967',
};
