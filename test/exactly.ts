type IsAny<T> = 0 extends 1 & T ? true : false;

/** Takes a value of exactly the type `Wanted`: no wider, no narrower, and not `any`. For what is compiled and never run. */
export declare function expectExactly<Wanted>(): <Given extends Wanted>(
  value: Given,
  ...wrong: IsAny<Given> extends true ? ['is any'] : [Wanted] extends [Given] ? [] : ['is narrower']
) => void;
