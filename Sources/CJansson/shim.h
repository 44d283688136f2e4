#include <jansson.h>

// `json_decref`, `json_is_true` and the object iterator are macros or inline functions over internals.
static inline void urne_json_decref(json_t *value) {
    json_decref(value);
}
static inline int urne_json_type(const json_t *value) {
    return (int)json_typeof(value);
}
static inline int urne_json_error_code(const json_error_t *error) {
    return (int)json_error_code(error);
}
