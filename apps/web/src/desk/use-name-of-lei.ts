import { useDesk } from './desk.tsx';

/** The name of an institution by its LEI, where it is a party that one sees. */
export function useNameOfLei(): (lei: string) => string {
  const { parties } = useDesk();
  const names = new Map([...parties.values()].map(({ lei, name }) => [lei, name]));
  return (lei) => names.get(lei) ?? lei;
}
