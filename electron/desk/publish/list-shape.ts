/** A list as it goes public: texts only, masked already. */
export interface PublicList {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Below it: how long it hangs out, whom to call. */
  readonly notes: readonly string[];
}
