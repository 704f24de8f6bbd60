/**
 * Parsing a request's body with a schema of Discord's specification, and the faults of a form in
 * Discord's words.
 */
import type { ZodMiniType } from "zod/mini";
import { type FormFault, refuseForm } from "./refused.ts";

/** A place in a body. */
export type Path = (string | number)[];

/** A function that parses a body with `schema` or refuses it with the faults in Discord's shape. */
export function parser(schema: ZodMiniType): <T>(body: unknown) => T {
  return <T>(body: unknown) => {
    const result = schema.safeParse(body);
    if (!result.success) refuseForm(result.error.issues.flatMap((issue) => faultsOfIssue(issue)));
    // The schema drops fields it does not know, as Discord does.
    return result.data as T;
  };
}

interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly origin?: string;
  readonly maximum?: number | bigint;
  readonly minimum?: number | bigint;
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly errors?: readonly (readonly Issue[])[];
}

function faultsOfIssue(issue: unknown, before: Path = []): FormFault[] {
  const { code, path, origin, maximum, minimum, expected, values, errors, message } =
    issue as Issue;
  const at = [...before, ...(path as Path)];
  switch (code) {
    case "too_big":
      return [
        origin === "string" || origin === "array"
          ? tooLong(at, Number(maximum))
          : fault(at, "NUMBER_TYPE_MAX", `int value should be less than or equal to ${maximum}.`),
      ];
    case "too_small":
      return [
        origin === "number"
          ? fault(at, "NUMBER_TYPE_MIN", `int value should be greater than or equal to ${minimum}.`)
          : fault(at, "BASE_TYPE_MIN_LENGTH", `Must be ${minimum} or more in length.`),
      ];
    case "invalid_type":
      return [fault(at, "BASE_TYPE_BAD_TYPE", `Expected ${expected}.`)];
    case "invalid_value":
      return [
        fault(at, "BASE_TYPE_CHOICES", `Value must be one of {${(values ?? []).join(", ")}}.`),
      ];
    case "invalid_union": {
      // The branch that the body meant is the one whose own shape and `type` fit.
      const branches = (errors ?? []).filter((branch) =>
        branch.every(
          ({ path: inner }) => inner.length > 1 || (inner.length === 1 && inner[0] !== "type"),
        ),
      );
      const meant = branches.sort((a, b) => a.length - b.length)[0];
      return meant
        ? meant.flatMap((inner) => faultsOfIssue(inner, at))
        : [fault(at, "UNION_TYPE_CHOICES", "No such kind is allowed here.")];
    }
    default:
      return [fault(at, "BASE_TYPE_INVALID", message)];
  }
}

export function fault(path: Path, code: string, message: string): FormFault {
  return { path, code, message };
}

export function tooLong(path: Path, most: number): FormFault {
  return fault(path, "BASE_TYPE_MAX_LENGTH", `Must be ${most} or fewer in length.`);
}

export function lengthBetween(path: Path, least: number, most: number): FormFault {
  return fault(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${least} and ${most} in length.`);
}

export function required(path: Path): FormFault {
  return fault(path, "BASE_TYPE_REQUIRED", "This field is required");
}

export function badScheme(path: Path, schemes: readonly string[]): FormFault {
  return fault(
    path,
    "URL_TYPE_INVALID_SCHEME",
    `Scheme must be one of (${schemes.map((scheme) => `'${scheme}'`).join(", ")}).`,
  );
}

export function hasScheme(url: string, schemes: readonly string[]): boolean {
  return schemes.some((scheme) => url.toLowerCase().startsWith(`${scheme}://`));
}

export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
