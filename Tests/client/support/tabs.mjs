// Tabs of the officer's page: what is loaded for `?tab=2` is loaded anew, and not what `?tab=1` has in its memory.

const PAGE = "/static/pages/officer/";

export async function resolve(specifier, context, next) {
    const found = await next(specifier, context);
    const { search } = new URL(context.parentURL ?? "file:///");
    if (search === "" || !found.url.includes(PAGE)) return found;
    return { ...found, url: found.url + search };
}
