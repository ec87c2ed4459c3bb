/** The object with some of its methods replaced; the others keep their own `this`. */
export function overlay<Target extends object>(target: Target, replaced: Partial<Target>): Target {
  return new Proxy(target, {
    get: (real, name) => {
      const value: unknown = Reflect.get(replaced, name) ?? Reflect.get(real, name, real);
      return typeof value === 'function' ? (...args: unknown[]): unknown => Reflect.apply(value, real, args) : value;
    },
  });
}
