/** Small named values of this installation, such as which example was loaded. */
export interface SettingsStore {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}
