// Tables for other programs: semicolons, as German spreadsheets expect them, and no cell that such a program would compute.

const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A table with its heads; with a mark at the beginning by which spreadsheets know UTF-8. */
export const csvOf = (heads, rows) => `\uFEFF${[heads, ...rows].map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
