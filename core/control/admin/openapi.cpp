#include "control/admin/openapi.h"

#include "control/admin/adminroute.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

namespace {

using nlohmann::ordered_json;

constexpr const char *schemas = R"json({
"Error": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}, "code": {"type": "string"}}},
"Done": {"type": "object", "required": ["done"], "properties": {"done": {"type": "boolean"}}},
"Health": {"type": "object", "required": ["status", "version"], "properties": {"status": {"type": "string"}, "version": {"type": "string"}}},
"Readiness": {"type": "object", "required": ["ready", "state"], "properties": {"ready": {"type": "boolean"}, "state": {"type": "string"}}},
"Snapshot": {"type": "object", "required": ["version", "program", "state"], "properties": {"version": {"type": "integer"}, "program": {"type": "string"},
  "state": {"enum": ["stopped", "starting", "serving", "stopping", "failed"]}, "jobs": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}}}},
"Clients": {"type": "object", "required": ["clients"], "properties": {"clients": {"type": "array", "items": {"type": "object"}}}},
"Metrics": {"type": "string"},
"Heap": {"type": "object", "required": ["in_use", "free"], "additionalProperties": {"type": "integer"}},
"Profile": {"type": "string", "format": "binary"},
"Threads": {"type": "object", "required": ["threads"], "properties": {"threads": {"type": "array", "items": {"type": "object",
  "required": ["id", "name", "user_seconds", "system_seconds"]}}}},
"Events": {"type": "string", "description": "Server-sent events named snapshot; the data of each is a Snapshot"},
"Log": {"type": "object", "required": ["next", "lines"], "properties": {"next": {"type": "integer"}, "lines": {"type": "array", "items": {"type": "object",
  "required": ["at", "level", "room", "text"], "properties": {"at": {"type": "integer"}, "level": {"enum": ["trace", "debug", "info", "warning", "error", "off"]},
  "room": {"type": "string"}, "text": {"type": "string"}}}}}},
"Export": {"type": "object", "required": ["toml"], "properties": {"toml": {"type": "string"}}},
"ImportOrder": {"type": "object", "required": ["toml"], "properties": {"toml": {"type": "string"}, "dry_run": {"type": "boolean"}}},
"Differences": {"type": "object", "required": ["differences"], "properties": {"differences": {"type": "array", "items": {"type": "object",
  "required": ["key", "from", "to", "needs_restart"]}}, "not_saved": {"$ref": "#/components/schemas/NotSaved"}}},
"NotSaved": {"type": ["object", "null"], "description": "Why the settings file knows nothing of it, so that it ends with this start of the mirror",
  "properties": {"reason": {"type": "string"}, "reason_code": {"type": "string"}}},
"Found": {"type": "object", "required": ["repos", "next", "reach"], "properties": {"repos": {"type": "array", "items": {"$ref": "#/components/schemas/FoundRepo"}},
  "next": {"type": "string"}, "reach": {"enum": ["upstream", "not-asked", "offline", "refused", "unreachable"]}, "reason": {"type": "string"}, "why_empty": {"type": "string"}}},
"FoundRepo": {"type": "object", "required": ["type", "repo", "gated", "held"], "properties": {"type": {"type": "string"}, "repo": {"type": "string"},
  "gated": {"type": "boolean"}, "private": {"type": "boolean"}, "gone": {"type": "boolean"}, "downloads": {"type": "integer"}, "likes": {"type": "integer"},
  "parameters": {"type": "integer"}, "last_modified": {"type": "string"}, "created_at": {"type": "string"}, "task": {"type": "string"}, "library": {"type": "string"},
  "licence": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}, "held": {"$ref": "#/components/schemas/Held"}}},
"Held": {"type": "object", "required": ["bytes", "files"], "properties": {"bytes": {"type": "integer"}, "files": {"type": "integer"}, "last_used_at": {"type": "integer"},
  "pinned": {"enum": ["no", "partly", "whole"]}}},
"HeldRepo": {"type": "object", "required": ["type", "repo", "bytes", "freed_bytes"], "properties": {"type": {"type": "string"}, "repo": {"type": "string"},
  "bytes": {"type": "integer"}, "files": {"type": "integer"}, "last_used_at": {"type": "integer"}, "pinned": {"enum": ["no", "partly", "whole"]},
  "shared_bytes": {"type": "integer"}, "freed_bytes": {"type": "integer"}, "hits": {"type": "integer"}, "arrived_at": {"type": "integer"}, "gone": {"type": "boolean"},
  "gated": {"type": "boolean"}, "revisions": {"type": "array", "items": {"type": "object", "required": ["commit", "bytes", "freed_bytes"]}}}},
"HeldPage": {"type": "object", "required": ["repos", "count", "bytes"], "properties": {"repos": {"type": "array", "items": {"$ref": "#/components/schemas/HeldRepo"}},
  "count": {"type": "integer"}, "bytes": {"type": "integer"}, "files": {"type": "integer"}, "stray_bytes": {"type": "integer"}, "free_space": {"type": "integer"}}},
"Card": {"type": "object", "required": ["info", "revision", "files", "bytes", "reach"], "properties": {"info": {"$ref": "#/components/schemas/FoundRepo"},
  "revision": {"type": "string"}, "commit": {"type": "string"}, "summary": {"type": "string"}, "refs": {"type": "array", "items": {"type": "object"}},
  "revisions": {"type": "array", "items": {"type": "object"}}, "files": {"type": "array", "items": {"type": "object", "required": ["path", "size", "presence"]}},
  "file_count": {"type": "integer"}, "bytes": {"type": "integer"}, "held_bytes": {"type": "integer"}, "freed_bytes": {"type": "integer"},
  "free_space": {"type": "integer"}, "quantisations": {"type": "array", "items": {"type": "object"}},
  "reach": {"enum": ["upstream", "not-asked", "offline", "refused", "unreachable"]}, "reason": {"type": "string"}}},
"Places": {"type": "object", "required": ["repos", "files", "more"], "properties": {"repos": {"type": "array", "items": {"$ref": "#/components/schemas/HeldRepo"}},
  "files": {"type": "array", "items": {"type": "object", "required": ["path", "hash", "here"]}}, "more": {"type": "boolean"}, "stray_blob": {"type": "string"},
  "stray_bytes": {"type": "integer"}}},
"Checkup": {"type": "object", "required": ["at", "findings", "worst"], "properties": {"at": {"type": "integer"}, "worst": {"enum": ["green", "amber", "red"]},
  "findings": {"type": "array", "items": {"type": "object", "required": ["code", "check", "health", "seen", "next"]}}}},
"Document": {"type": "object", "required": ["openapi", "paths"]},
"Choice": {"type": "object", "properties": {"preset": {"enum": ["everything", "safetensors", "gguf", "parquet"]}, "quantisation": {"type": "string"},
  "include": {"$ref": "#/components/schemas/Texts"}, "exclude": {"$ref": "#/components/schemas/Texts"}, "files": {"$ref": "#/components/schemas/Texts"}}},
"Texts": {"type": "array", "maxItems": 1000, "items": {"type": "string", "minLength": 1}},
"Order": {"type": "object", "additionalProperties": false, "anyOf": [{"required": ["wish"]}, {"required": ["repo"]}],
  "properties": {"wish": {"type": "string"}, "type": {"enum": ["model", "dataset", "space", "kernel"]}, "repo": {"type": "string"}, "revision": {"type": "string"},
  "preset": {"enum": ["everything", "safetensors", "gguf", "parquet"]}, "quantisation": {"type": "string"},
  "include": {"$ref": "#/components/schemas/Texts"}, "exclude": {"$ref": "#/components/schemas/Texts"}, "files": {"$ref": "#/components/schemas/Texts"},
  "priority": {"type": "integer", "minimum": -100, "maximum": 100}, "schedule": {"type": "string"}, "keep_current": {"type": "boolean"},
  "max_bytes_per_second": {"$ref": "#/components/schemas/Pace"}}},
"Pace": {"type": "integer", "description": "Bytes a second from upstream for all files of the job; 0: no limit of its own",
  "anyOf": [{"const": 0}, {"minimum": 16384, "maximum": 1000000000000000}]},
"Change": {"type": "object", "minProperties": 1, "properties": {"priority": {"type": "integer", "minimum": -100, "maximum": 100},
  "position": {"type": "integer", "minimum": 0, "maximum": 10000}, "schedule": {"type": "string"}, "keep_current": {"type": "boolean"},
  "max_bytes_per_second": {"$ref": "#/components/schemas/Pace"}}},
"JobId": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}},
"Jobs": {"type": "object", "required": ["jobs"], "properties": {"jobs": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}}}},
"Job": {"type": "object", "required": ["id", "type", "repo", "revision", "state", "bytes", "done_bytes", "files", "done_files"], "properties": {
  "id": {"type": "integer"}, "key": {"type": "string"}, "type": {"type": "string"}, "repo": {"type": "string"}, "revision": {"type": "string"},
  "choice": {"$ref": "#/components/schemas/Choice"}, "priority": {"type": "integer"}, "position": {"type": "integer"}, "schedule": {"type": "string"},
  "keep_current": {"type": "boolean"}, "max_bytes_per_second": {"type": "integer"},
  "state": {"enum": ["queued", "resolving", "downloading", "stalled", "verifying", "paused", "waiting", "done", "failed"]},
  "waits_for": {"enum": ["", "space", "schedule", "rate-limit", "upstream", "memory", "online"]}, "reason": {"type": "string"},
  "reason_code": {"type": "string", "description": "The name of the error behind the reason, or empty"}, "commit": {"type": "string"},
  "note": {"type": "string"}, "news": {"type": "object", "properties": {"kind": {"enum": ["", "changed", "went-back"]}, "since": {"type": "string"},
  "added": {"type": "integer"}, "changed": {"type": "integer"}, "removed": {"type": "integer"}, "paths": {"type": "array", "maxItems": 5, "items": {"type": "string"}},
  "bytes": {"type": "integer"}}}, "added_at": {"type": "integer"}, "started_at": {"type": "integer"}, "ended_at": {"type": "integer"},
  "checked_at": {"type": "integer"}, "bytes": {"type": "integer"}, "done_bytes": {"type": "integer"}, "files": {"type": "integer"},
  "done_files": {"type": "integer"}, "bytes_per_second": {"type": "number"}, "seconds_left": {"type": "integer"},
  "stalled_seconds": {"type": "integer"}, "failures": {"type": "array", "items": {"type": "object"}}, "active": {"type": "array", "items": {"type": "object"}}}},
"JobDetail": {"type": "object", "required": ["id", "files", "file_count", "parts", "sources", "rates", "log"], "properties": {"id": {"type": "integer"},
  "files": {"type": "array", "maxItems": 1000, "items": {"type": "object", "required": ["path", "size", "done", "state"], "properties": {"path": {"type": "string"},
  "size": {"type": "integer"}, "done": {"type": "integer"}, "state": {"enum": ["waiting", "active", "failed", "here"]}, "bytes_per_second": {"type": "number"},
  "reason": {"type": "string"}, "reason_code": {"type": "string"}}}}, "file_count": {"type": "integer"},
  "parts": {"type": "array", "items": {"type": "object", "required": ["path", "size", "cell_bytes", "cells"], "properties": {"path": {"type": "string"},
  "size": {"type": "integer"}, "connections": {"type": "integer"}, "clients": {"type": "integer"}, "cell_bytes": {"type": "integer"}, "cells": {"type": "string",
  "maxLength": 480, "pattern": "^[hrx0-9-]*$", "description": "One letter a cell: h in the file and in its hash, r in the file, 0 to 9 on its way and so many tenths are in the file, x compared after a wrong hash, - missing"}}}},
  "sources": {"type": "array", "items": {"type": "object", "required": ["route", "bytes"], "properties": {"route": {"type": "string"}, "bytes": {"type": "integer"},
  "bytes_per_second": {"type": "number"}}}}, "rates": {"type": "array", "items": {"type": "object", "required": ["at_ms", "bytes_per_second"],
  "properties": {"at_ms": {"type": "integer"}, "bytes_per_second": {"type": "number"}}}}, "log": {"type": "array", "maxItems": 200, "items": {"type": "object",
  "required": ["at", "level", "text"], "properties": {"at": {"type": "integer"}, "level": {"enum": ["trace", "debug", "info", "warning", "error", "off"]},
  "text": {"type": "string"}}}}}},
"UpkeepOrder": {"type": "object", "additionalProperties": false, "properties": {"bytes": {"type": "integer", "minimum": 0},
  "policy": {"enum": ["", "lru", "lfu", "fifo", "large-first", "gdsf"]}, "text": {"type": "string"}, "for_good": {"type": "boolean"},
  "limit": {"type": "integer", "minimum": 0, "maximum": 100000}, "since": {"type": "integer", "minimum": 0}}},
"UpkeepAnswer": {"type": "object", "required": ["count"], "properties": {"count": {"type": "integer"}, "freed": {"type": "integer"},
  "missing": {"type": "integer"}, "items": {"type": "array", "items": {"type": "object"}},
  "wanted": {"type": "array", "items": {"type": "object", "required": ["repo", "revision", "path", "asked_at", "times"], "properties": {"repo": {"type": "string"},
  "revision": {"type": "string"}, "path": {"type": "string"}, "asked_at": {"type": "integer"}, "times": {"type": "integer"}}}},
  "requests": {"type": "array", "items": {"$ref": "#/components/schemas/Request"}}, "rows": {"type": "array", "items": {"$ref": "#/components/schemas/DayRow"}},
  "rates": {"type": "array", "description": "[milliseconds since 1970, bytes a second to clients, from upstream]", "items": {"type": "array", "items": {"type": "number"}}}}},
"Request": {"type": "object", "required": ["number", "at", "ms", "client", "status", "bytes"], "properties": {"number": {"type": "integer"}, "at": {"type": "integer"},
  "ms": {"type": "integer"}, "id": {"type": "string"}, "client": {"type": "string"}, "method": {"type": "string"}, "target": {"type": "string"},
  "status": {"type": "integer"}, "result": {"enum": ["", "hit", "joined", "miss", "stale", "rejected"]}, "repo": {"type": "string"}, "commit": {"type": "string"},
  "path": {"type": "string"}, "begin": {"type": "integer"}, "end": {"type": "integer"}, "bytes": {"type": "integer"}, "whole": {"type": "boolean"}}},
"DayRow": {"type": "object", "required": ["day", "name", "served", "fetched", "saved"], "properties": {"day": {"type": "string"}, "name": {"type": "string"},
  "served": {"type": "integer"}, "fetched": {"type": "integer"}, "saved": {"type": "integer"}, "files": {"type": "integer"}, "hits": {"type": "integer"},
  "joined": {"type": "integer"}}},
"VerifyOrder": {"type": "object", "additionalProperties": false, "properties": {"what": {"type": "string"},
  "sample": {"type": "integer", "minimum": 0}, "read": {"type": "boolean"}, "repair": {"type": "boolean"}}},
"RunNumber": {"type": "object", "required": ["number"], "properties": {"number": {"type": "integer"}}},
"VerifyReport": {"type": "object", "required": ["number", "phase", "damaged", "missing", "mended", "found"], "properties": {"number": {"type": "integer"},
  "phase": {"enum": ["never", "choosing", "reading", "mending", "over"]}, "order": {"$ref": "#/components/schemas/VerifyOrder"}, "nightly": {"type": "boolean"},
  "started_at": {"type": "integer"}, "ended_at": {"type": "integer"}, "files": {"type": "integer"}, "files_done": {"type": "integer"},
  "bytes": {"type": "integer"}, "bytes_done": {"type": "integer"}, "damaged": {"type": "integer"}, "missing": {"type": "integer"},
  "mended": {"type": "integer"}, "failure": {"type": "string"}, "found": {"type": "array", "items": {"type": "object", "required": ["hash", "harm", "mended"],
  "properties": {"hash": {"type": "string"}, "size": {"type": "integer"}, "repo": {"type": "string"}, "path": {"type": "string"},
  "harm": {"enum": ["damaged", "missing", "unreadable"]}, "mended": {"type": "boolean"}, "reason": {"type": "string"}}}}}},
"ImportOrder": {"type": "object", "additionalProperties": false, "required": ["folder"], "properties": {
  "folder": {"type": "string", "description": "Its whole path on the mirror's computer"}, "repo": {"type": "string", "description": "org/name[@revision]; needed unless it is a Hub cache"},
  "take": {"type": "boolean", "description": "false: only look"}, "open": {"type": "boolean", "description": "Nothing of it is gated or private; counts where the Hub cannot be asked"}}},
"ImportReport": {"type": "object", "required": ["number", "phase", "files", "bytes", "taken_files", "taken_bytes", "refused", "found", "refusals"], "properties": {
  "number": {"type": "integer"}, "phase": {"enum": ["never", "looking", "taking", "over"]}, "order": {"type": "object"}, "started_at": {"type": "integer"},
  "ended_at": {"type": "integer"}, "commits": {"type": "integer"}, "files": {"type": "integer"}, "files_done": {"type": "integer"}, "bytes": {"type": "integer"},
  "bytes_done": {"type": "integer"}, "held_files": {"type": "integer"}, "held_bytes": {"type": "integer"}, "taken_files": {"type": "integer"},
  "taken_bytes": {"type": "integer"}, "refused": {"type": "integer"}, "reason": {"type": "string"}, "reason_code": {"type": "string"},
  "found": {"type": "array", "maxItems": 1000, "items": {"type": "object", "required": ["repo", "commit", "files", "bytes", "confirmed"], "properties": {
  "repo": {"type": "string"}, "commit": {"type": "string"}, "files": {"type": "integer"}, "bytes": {"type": "integer"}, "confirmed": {"type": "boolean"}}}},
  "refusals": {"type": "array", "maxItems": 1000, "items": {"type": "object", "required": ["repo", "path", "reason"], "properties": {"repo": {"type": "string"},
  "path": {"type": "string"}, "reason": {"type": "string"}, "reason_code": {"type": "string"}}}}}},
"Settings": {"type": "object", "required": ["settings"], "properties": {"settings": {"type": "array", "items": {"type": "object", "required": ["key", "value"]}}}},
"Assignments": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
"SettingsOutcome": {"type": "object", "required": ["live", "needs_restart"], "properties": {"live": {"type": "array", "items": {"type": "string"}},
  "needs_restart": {"type": "array", "items": {"type": "string"}}, "not_saved": {"$ref": "#/components/schemas/NotSaved"}}}
})json";

/// What is no JSON is named by its schema.
std::string_view mediaTypeOf(std::string_view schema)
{
    if (schema == "Metrics")
        return "text/plain";
    if (schema == "Profile")
        return "application/octet-stream";
    return schema == "Events" ? "text/event-stream" : "application/json";
}

ordered_json content(std::string_view schema)
{
    const std::string reference = "#/components/schemas/" + std::string(schema);
    return {{std::string(mediaTypeOf(schema)), {{"schema", {{"$ref", reference}}}}}};
}

ordered_json parameter(std::string_view name, std::string_view place)
{
    return {{"name", name}, {"in", place}, {"required", place == "path"}, {"schema", {{"type", "string"}}}};
}

ordered_json parametersOf(const AdminRoute &route)
{
    ordered_json parameters = ordered_json::array();
    for (std::size_t at = route.pattern.find('{'); at != std::string_view::npos; at = route.pattern.find('{', at + 1))
        parameters.push_back(parameter(route.pattern.substr(at + 1, route.pattern.find('}', at) - at - 1), "path"));
    for (const std::string_view name : route.query)
        parameters.push_back(parameter(name, "query"));
    return parameters;
}

ordered_json operationOf(const AdminRoute &route)
{
    const std::string success = route.id == "addJob" ? "201" : "200";
    ordered_json operation{{"operationId", route.id}, {"summary", route.summary}};
    if (const ordered_json parameters = parametersOf(route); !parameters.empty())
        operation["parameters"] = parameters;
    if (!route.takes.empty())
        operation["requestBody"] = {{"required", true}, {"content", content(route.takes)}};
    operation["responses"] = {
        {success, {{"description", "Done"}, {"content", content(route.gives)}}},
        {"default", {{"description", "Refused, with the reason"}, {"content", content("Error")}}}};
    if (route.isOpen)
        operation["security"] = ordered_json::array();
    return operation;
}

} // namespace

const std::string &openApiDocument()
{
    static const std::string document = [] {
        ordered_json paths = ordered_json::object();
        for (const AdminRoute &route : adminRoutes())
            paths[std::string(route.pattern)][route.method == HttpMethod::Post ? "post" : "get"] = operationOf(route);
        const ordered_json whole{
            {"openapi", "3.1.0"},
            {"info", {{"title", "Mirrorlake admin API"}, {"version", MIRRORLAKE_VERSION}}},
            {"security", {{{"token", ordered_json::array()}}}},
            {"paths", std::move(paths)},
            {"components",
             {{"securitySchemes",
               {{"token",
                 {{"type", "http"},
                  {"scheme", "bearer"},
                  {"description", "Not needed by programs of the same machine where server.open_admin says so"}}}}},
              {"schemas", ordered_json::parse(schemas)}}}};
        return whole.dump();
    }();
    return document;
}

} // namespace mirrorlake::control
