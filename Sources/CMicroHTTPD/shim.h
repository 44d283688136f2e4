#include <microhttpd.h>
#include <stdint.h>
#include <string.h>

// `MHD_start_daemon` and `MHD_get_connection_info` are variadic, which Swift cannot call.

// What a daemon is started with.
struct urne_mhd_settings {
    int listen_socket;
    unsigned int threads;
    unsigned int connections;
    unsigned int connections_per_address; // 0: no limit of its own
    unsigned int idle_seconds;
    size_t memory_per_connection; // bytes; the head of a request must fit
    const char *certificate;      // PEM, or NULL for plain HTTP
    const char *key;
    const char *priorities;
};

// Paths stay as they were sent: nothing is decoded, so nothing can hide in a path.
static inline size_t urne_mhd_leave_escaped(void *cls, struct MHD_Connection *connection, char *text) {
    (void)cls;
    (void)connection;
    return strlen(text);
}

static inline struct MHD_Daemon *urne_mhd_start(const struct urne_mhd_settings *settings,
                                                MHD_AccessHandlerCallback handler,
                                                MHD_RequestCompletedCallback completed,
                                                MHD_NotifyConnectionCallback notify,
                                                void *context) {
    unsigned int flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
    struct MHD_OptionItem options[16];
    int n = 0;
#define URNE_OPTION(name, number, pointer) options[n++] = (struct MHD_OptionItem){name, (intptr_t)(number), (void *)(pointer)}
    URNE_OPTION(MHD_OPTION_NOTIFY_COMPLETED, completed, context);
    URNE_OPTION(MHD_OPTION_NOTIFY_CONNECTION, notify, context);
    URNE_OPTION(MHD_OPTION_UNESCAPE_CALLBACK, urne_mhd_leave_escaped, NULL);
    URNE_OPTION(MHD_OPTION_LISTEN_SOCKET, settings->listen_socket, NULL);
    URNE_OPTION(MHD_OPTION_CONNECTION_LIMIT, settings->connections, NULL);
    URNE_OPTION(MHD_OPTION_PER_IP_CONNECTION_LIMIT, settings->connections_per_address, NULL);
    URNE_OPTION(MHD_OPTION_CONNECTION_TIMEOUT, settings->idle_seconds, NULL);
    URNE_OPTION(MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings->memory_per_connection, NULL);
    URNE_OPTION(MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL);
    if (settings->threads > 1)
        URNE_OPTION(MHD_OPTION_THREAD_POOL_SIZE, settings->threads, NULL);
    if (settings->certificate) {
        flags |= MHD_USE_TLS;
        URNE_OPTION(MHD_OPTION_HTTPS_MEM_CERT, 0, settings->certificate);
        URNE_OPTION(MHD_OPTION_HTTPS_MEM_KEY, 0, settings->key);
        URNE_OPTION(MHD_OPTION_HTTPS_PRIORITIES, 0, settings->priorities);
    }
    URNE_OPTION(MHD_OPTION_END, 0, NULL);
#undef URNE_OPTION
    return MHD_start_daemon(flags, 0, NULL, NULL, handler, context, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

// The socket of a connection, or -1.
static inline int urne_mhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? (int)info->connect_fd : -1;
}

// What the notification of a new connection left for it.
static inline void *urne_mhd_socket_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

// Swift imports these enumerators under names that depend on the library's version.
static inline int urne_mhd_is_new(enum MHD_ConnectionNotificationCode code) {
    return code == MHD_CONNECTION_NOTIFY_STARTED;
}
static inline const char *urne_mhd_header(struct MHD_Connection *connection, const char *name) {
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}
static inline int urne_mhd_arguments(struct MHD_Connection *connection, MHD_KeyValueIterator iterator, void *context) {
    return MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, iterator, context);
}
