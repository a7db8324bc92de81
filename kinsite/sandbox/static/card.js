/* What a card must look like: how its fields are written while one types, and what is wrong with them.
   `problem` answers with Stripe's code and a sentence, or with null. */

export const digits = (text) => text.replace(/\D/g, "");

const isAmex = (number) => /^3[47]/.test(number);
const isDiners = (number) => /^3(0[0-5]|[68])/.test(number);
const lengthOf = (number) => (isAmex(number) ? 15 : isDiners(number) ? 14 : 16);
const mostOf = (number) => (number.startsWith("6") ? 19 : lengthOf(number));
const codeLengthOf = (number) => (isAmex(number) ? 4 : 3);

function passesLuhn(number) {
  const sum = [...number].reverse().reduce((total, digit, place) => {
    const worth = place % 2 ? 2 * Number(digit) : Number(digit);
    return total + (worth > 9 ? worth - 9 : worth);
  }, 0);
  return sum % 10 === 0;
}

function grouped(number) {
  const groups = isAmex(number) ? [4, 6, 5] : [4, 4, 4, 4, 3];
  const parts = [];
  let rest = number;
  for (const length of groups) {
    if (rest) parts.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return parts.join(" ");
}

/* Month and year out of `1240`, `12/40`, `12 / 2040`, or what there is of them so far. */
function monthAndYear(typed) {
  const all = digits(typed);
  let [month, year] = typed.includes("/") ? typed.split("/").map(digits) : [all.slice(0, 2), all.slice(2)];
  if (month.length === 1 && (month > "1" || typed.includes("/"))) month = `0${month}`;
  if (year.length > 2 && year.startsWith("20")) year = year.slice(2);
  return [month.slice(0, 2), year.slice(0, 2)];
}

export const fields = {
  number: {
    label: "Card number",
    autocomplete: "cc-number",
    hint: "1234 1234 1234 1234",
    write: (typed) => grouped(digits(typed).slice(0, mostOf(digits(typed)))),
    problem: (typed) => {
      const number = digits(typed);
      if (number.length < lengthOf(number)) return ["incomplete_number", "Your card number is incomplete."];
      return passesLuhn(number) ? null : ["invalid_number", "Your card number is invalid."];
    },
  },
  expiry: {
    label: "Expiration date",
    autocomplete: "cc-exp",
    hint: "MM / YY",
    write: (typed, { isDeleting }) => {
      const [month, year] = monthAndYear(typed);
      if (year) return `${month} / ${year}`;
      return month.length === 2 && !isDeleting ? `${month} / ` : month;
    },
    problem: (typed) => {
      const [month, year] = monthAndYear(typed);
      if (month.length + year.length < 4)
        return ["incomplete_expiry", "Your card’s expiration date is incomplete."];
      if (Number(month) < 1 || Number(month) > 12)
        return ["invalid_expiry_month", "Your card’s expiration date is invalid."];
      const lastDay = new Date(2000 + Number(year), Number(month), 0, 23, 59);
      return lastDay < new Date()
        ? ["invalid_expiry_year_past", "Your card’s expiration year is in the past."]
        : null;
    },
  },
  code: {
    label: "Security code",
    autocomplete: "cc-csc",
    hint: "CVC",
    write: (typed, { number }) => digits(typed).slice(0, codeLengthOf(number)),
    problem: (typed, { number }) =>
      digits(typed).length < codeLengthOf(number)
        ? ["incomplete_cvc", "Your card’s security code is incomplete."]
        : null,
  },
};

/* The card as /v1/ takes it. */
export function cardOf({ number, expiry, code }) {
  const [month, year] = monthAndYear(expiry);
  return { number: digits(number), exp_month: month, exp_year: year, cvc: code };
}
