using System.Text.Json.Nodes;

namespace Access.Tests;

/// <summary>Sends what no client should send, and looks at the reply and at every table after it.</summary>
internal sealed class BadInput(Things things, Row row)
{
    private readonly Operation operation = things.OperationOf(row);
    private readonly List<string> errors = [];

    public IReadOnlyList<string> Errors => errors;

    private string Own(Thing thing) => things.Token(thing.Own ?? row.Own, row.Doer!, thing.Person);

    public async Task BodiesAsync()
    {
        var shared = await things.MakeAsync(row);
        if (operation.Body is not { } schema)
        {
            // Where no body is read, none is refused, and none may do harm.
            foreach (var text in (string[])["{", "null", new string('x', 100_000)])
            {
                await SendAsync(Request(await things.MakeAsync(row)) with { Body = text }, "a body", null);
            }
            return;
        }
        foreach (var bad in BadBodies.Of(schema, shared.BodyNode()))
        {
            var thing = bad.Status is null ? await things.MakeAsync(row) : shared;
            // What the schema allows is tried on a thing of its own, since it may well pass; the rest of its body is that thing's.
            var body = bad.Status is null ? BadBodies.Of(schema, thing.BodyNode()).Single(same => same.Name == bad.Name).Text : bad.Text;
            await SendAsync(Request(thing) with { Body = body }, bad.Name, bad.Status);
            if (bad.Status == 413)
            {
                await SendAsync(Request(thing) with { Body = body, Key = Guid.NewGuid().ToString() }, $"{bad.Name} with a key", bad.Status);
            }
        }
        foreach (var (mediaType, status) in new[]
        {
            ("text/plain", 415),
            ("application/xml", 415),
            ("application/x-www-form-urlencoded", 415),
            (null, 415),
            ("application/json", 0),
        })
        {
            if (status != 0) await SendAsync(Request(shared) with { MediaType = mediaType }, $"media type {mediaType}", status);
        }
        await SendAsync(Request(shared) with { Body = null }, "no body", null, mustBeRefused: true);
        await CharsetsAsync(shared);
    }

    private async Task CharsetsAsync(Thing shared)
    {
        foreach (var name in (string[])["klingon", "\"klingon\"", "utf-7"])
        {
            await SendAsync(Request(shared) with { MediaType = $"application/json; charset={name}" }, $"charset {name}", 415);
            if (!operation.IsAnonymous)
            {
                await SendAsync(
                    Request(shared) with { MediaType = $"application/json; charset={name}", Token = null },
                    $"charset {name} without a token",
                    401);
            }
        }
        var quoted = await things.SendAsync(
            Request(await things.MakeAsync(row)) with { MediaType = "application/json; charset=\"UTF-8\"" });
        if (quoted.Status >= 300) errors.Add($"{row}, a quoted charset: {quoted.Status} {quoted.Body}");
    }

    /// <summary>A HEAD is answered as the GET, without a body.</summary>
    public async Task HeadAsync()
    {
        if (!operation.IsRead) return;
        var thing = await things.MakeAsync(row);
        var (get, head) = (await things.SendAsync(Request(thing)), await things.SendAsync(Request(thing) with { Method = "HEAD" }));
        if (head.Status != get.Status || head.MediaType != get.MediaType || head.Next != get.Next || head.Body.Length > 0)
        {
            errors.Add($"{row}: HEAD is {head}, GET {get}");
        }
        if (!operation.IsAnonymous)
        {
            await SendAsync(Request(thing) with { Method = "HEAD", Token = null }, "HEAD without a token", 401, isHead: true);
        }
    }

    public async Task PathsAsync()
    {
        var shared = await things.MakeAsync(row);
        for (var place = 0; place < shared.Ids.Length; place++)
        {
            var strangeIds = Guid.TryParse(shared.Ids[place], out _)
                ? (string[])[$"{Guid.NewGuid()}", $"{Guid.Empty}", "5", "not-a-guid", shared.Ids[place][..^1], $"{shared.Ids[place]}0", "😀", "'", new string('a', 3000)]
                : ["unknown", new string('a', 41), new string('a', 3000), "😀", "'--", " ", "..%2F..", "A/B", "%00"];
            foreach (var id in strangeIds)
            {
                string[] ids = [.. shared.Ids[..place], id, .. shared.Ids[(place + 1)..]];
                await SendAsync(
                    Request(shared) with { Path = Thing.At(operation, ids) + shared.Query }, $"id {id[..Math.Min(40, id.Length)]}", 404);
            }
        }
        var others = ((string[])["PATCH", "DELETE"])
            .Except(things.Operations.Where(other => other.Path == operation.Path).Select(other => other.Method));
        foreach (var method in others) await SendAsync(Request(shared) with { Method = method }, method, 405);
        if (!operation.IsAnonymous) await SendAsync(Request(shared) with { Token = null }, "no token", 401);
    }

    public async Task QueriesAsync()
    {
        var shared = await things.MakeAsync(row);
        var path = Thing.At(operation, shared.Ids);
        await SendAsync(
            Request(shared) with { Path = $"{path}{(shared.Query.Length == 0 ? "?" : $"{shared.Query}&")}madeUp=1" },
            "an unknown parameter",
            400,
            mustName: "madeUp");
        foreach (var parameter in operation.Query)
        {
            var others = shared.Query.Length == 0
                ? "?"
                : string.Concat(shared.Query.Split('?', '&')
                    .Where(pair => pair.Length > 0 && !pair.StartsWith(parameter.Name + "=", StringComparison.Ordinal))
                    .Select(pair => $"{pair}&")
                    .Prepend("?"));
            if (parameter.IsRequired) await SendAsync(Request(shared) with { Path = path + others }, $"{parameter.Name} missing", 400);
            await SendAsync(
                Request(shared) with { Path = $"{path}{others}{parameter.Name}=" },
                $"{parameter.Name} empty",
                400,
                mustName: parameter.Name);
            await SendAsync(
                Request(shared) with { Path = $"{path}{others}{parameter.Name}=1&{parameter.Name}=1" },
                $"{parameter.Name} twice",
                400,
                mustName: parameter.Name);
            foreach (var (value, status) in ValuesOf(parameter)) await SendAsync(
                Request(shared) with { Path = $"{path}{others}{parameter.Name}={Uri.EscapeDataString(value)}" },
                $"{parameter.Name} = {value[..Math.Min(40, value.Length)]}",
                status);
        }
        if (operation.Query.Any(parameter => parameter.Name == "from")
            && operation.Query.Any(parameter => parameter is { Name: "until" } && parameter.Schema.Format() == "date"))
        {
            await SendAsync(
                Request(shared) with { Path = $"{path}?from=2026-05-06&until=2026-05-05" }, "until before from", 400, mustName: "until");
            await SendAsync(Request(shared) with { Path = $"{path}?until=2026-05-06&from=2026-05-06" }, "one day", 200);
        }
    }

    private static IEnumerable<(string Value, int? Status)> ValuesOf(Parameter parameter)
    {
        foreach (var value in (string[])["😀", "'--", "\u0000", new string('a', 4000)])
        {
            yield return (value, parameter.Name is "limit" or "cursor" || parameter.Schema.Format() is not null ? 400 : null);
        }
        switch (parameter.Name, parameter.Schema.Format())
        {
            case ("limit", _):
                foreach (var value in (string[])["0", "201", "-1", "x", "1.5", "1e2", " 5", "0x10", "99999999999999", "٣", ""])
                {
                    yield return (value, 400);
                }
                break;
            case ("cursor", _):
                foreach (var value in (string[])["x", "-1", "!", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "", "ICA1"])
                {
                    yield return (value, 400);
                }
                yield return ("OTIyMzM3MjAzNjg1NDc3NTgwNw", null);
                break;
            case (_, "uuid"):
                foreach (var value in (string[])[
                    "x", "5", "00000000-0000-0000-0000-00000000000", "0197a3c85c1e7b329a770d6c5d1f2e11",
                    " 0197a3c8-5c1e-7b32-9a77-0d6c5d1f2e11",
                ]) yield return (value, 400);
                // An unknown thing is an empty filter, or no thing to measure.
                yield return ($"{Guid.NewGuid()}", parameter.Name == "articulationId" ? 404 : 200);
                break;
            case (_, "int32"):
                foreach (var value in (string[])["x", "1.5", "2147483648", "-2147483649", " 5", "+5", "٣"]) yield return (value, 400);
                yield return ("-1", parameter.Name == "cohort" ? 400 : null);
                break;
            case (_, "date"):
                foreach (var value in (string[])[
                    "today", "2026-02-30", "x", "10000-01-01", "06.05.2026", "05/06/2026", "2026-05", "20260506", "2026-5-6",
                    " 2026-05-06", "2026-05-06T00:00:00Z", "0001-01-01", "9999-12-31",
                ]) yield return (value, 400);
                foreach (var value in (string[])["1950-01-01", "2099-12-31"]) yield return (value, null);
                break;
            case (_, "date-time"):
                foreach (var value in (string[])[
                    "now", "2026-02-30T00:00:00Z", "0001-01-01T00:00:00+14:00", "2026-05-06", "2026-05-06T08:00:00",
                    "2026-05-06 08:00:00Z", "06.05.2026 08:00", "2026-05-06T08:00:00 08:00", "9999-12-31T23:59:59-14:00",
                ]) yield return (value, 400);
                foreach (var value in (string[])["1950-01-01T00:00:00Z", "2099-12-31T23:59:59.999Z", "2026-05-06T08:00:00+08:00"])
                {
                    yield return (value, null);
                }
                break;
            default:
                var isEnum = parameter.Schema.TryGetProperty("enum", out var words);
                foreach (var value in isEnum ? (string[])["unknown", "%", words[0].GetString()!.ToUpperInvariant()] : [])
                {
                    yield return (value, 400);
                }
                foreach (var value in isEnum ? [.. words.EnumerateArray().Select(word => word.GetString()!)] : (string[])["unknown", "%"])
                {
                    yield return (value, null);
                }
                foreach (var value in (string[])[" ", "ncut ", " ncut", "ncut\u200b", "\ufeffncut", "nc\nut"]) yield return (value, 400);
                break;
        }
    }

    /// <summary>An unknown thing and one that the caller may not see are told apart by nothing.</summary>
    public async Task UnknownLikeHiddenAsync()
    {
        foreach (var (org, column) in new[] { (row.Other, 1), (null, 2) })
        {
            foreach (var role in Table.Roles.Where(role => row.Cells[column].For(role).Status == 404))
            {
                var thing = await things.MakeAsync(row);
                var token = things.Token(org, role, Things.Stranger);
                var hidden = await things.SendAsync(thing.To(operation, token));
                var unknown = await things.SendAsync((thing with { Ids = [.. thing.Ids.Select(Unknown)] }).To(operation, token));
                if (hidden != unknown) errors.Add($"{row}, {role} of {org ?? "none"}: hidden is {hidden}, unknown {unknown}");
            }
        }
    }

    // Of the same form: what is no identifier at all is no path.
    private static string Unknown(string id) =>
        Guid.TryParse(id, out _)
            ? $"{Guid.NewGuid()}"
            : DateOnly.TryParse(id, out _)
            ? "1999-01-04"
            : int.TryParse(id, out _)
            ? "99"
            : "unknown";

    public async Task VersionsAsync()
    {
        var thing = await things.MakeAsync(row);
        if (thing.Version is null) return;
        await SendAsync(Request(thing) with { IfMatch = null }, "no If-Match", 428);
        foreach (var tag in (string[])["", "1", "\"1", "1, 2"])
        {
            await SendAsync(Request(thing) with { IfMatch = tag }, $"If-Match {tag}", 400);
        }
        foreach (var tag in (string[])["\"x\"", "\"-1\"", $"W/\"{thing.Version}\"", "\"99999999999999\"", "\"1.0\"", "\"98\", \"99\""])
        {
            await SendAsync(Request(thing) with { IfMatch = tag }, $"If-Match {tag}", 412);
        }
        foreach (var tag in (string[])["*", $"\"99\", \"{thing.Version}\"", $"W/\"1\", \"{thing.Version}\", \"98\""])
        {
            var reply = await things.SendAsync(Request(await things.MakeAsync(row)) with { IfMatch = tag });
            if (reply.Status >= 300) errors.Add($"{row}, If-Match {tag}: {reply.Status} {reply.Body}");
        }
        if (thing.Ids.Length > 0)
        {
            await SendAsync(
                Request(thing) with { Path = Thing.At(operation, [.. thing.Ids.Select(Unknown)]), IfMatch = "*" },
                "If-Match * of nothing",
                404);
        }
        foreach (var stale in (int[])[0, thing.Version.Value - 1, thing.Version.Value + 1])
        {
            await SendAsync(Request(thing) with { IfMatch = $"\"{stale}\"" }, $"If-Match of version {stale}", 412);
        }
    }

    public async Task RepeatsAsync()
    {
        if (operation.Method != "POST") return;
        var (once, thing) = (await things.MakeAsync(row), await things.MakeAsync(row));
        var effect = await EffectAsync(() => things.SendAsync(Request(once) with { Key = NewKey() }));
        if (effect.Counts.GetValueOrDefault("audit") == 0 != once.ChangesNothing)
        {
            errors.Add($"{row}: what succeeded left {effect.Counts.GetValueOrDefault("audit")} audit rows.");
        }

        var key = NewKey();
        var at = await EffectAsync(async () => await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => things.SendAsync(Request(thing) with { Key = key }))));
        if (at.Replies.Select(reply => Again(reply, thing)).Distinct().Count() != 1 || at.Replies[0].Status >= 300)
        {
            errors.Add($"{row}: 32 requests with one key got {string.Join("\n", at.Replies.Distinct())}");
        }
        if (!effect.Counts.SequenceEqual(at.Counts))
        {
            errors.Add($"{row}: one request made {string.Join(", ", effect.Counts)}; 32 with one key {string.Join(", ", at.Counts)}");
        }

        using var before = things.Database.Take();
        var again = Again(await things.SendAsync(Request(thing) with { Key = key }), thing);
        if (again != Again(at.Replies[0], thing)) errors.Add($"{row}: repeated, {again} instead of {at.Replies[0]}");
        if (before.Difference() is { } changed) errors.Add($"{row}: the repeated request changed something: {changed}.");

        var other = Request(thing) with { Key = key };
        await SendAsync(
            thing.Upload is not null ? other with { Body = thing.Upload + "1" }
                : operation.Body is null
                ? other with { Path = Request(await things.MakeAsync(row)).Path }
                : other with { Body = other.Body!.Replace("}", " }", StringComparison.Ordinal) },
            "the key of another request",
            422);
        await SendAsync(Request(thing) with { Key = new string('k', 201) }, "a key that is too long", 400);
    }

    // What a repeated request is answered: without what was shown once.
    private static Reply Again(Reply reply, Thing thing)
    {
        if (thing.ShownOnce is null || reply.Status >= 300) return reply;
        var body = JsonNode.Parse(reply.Body)!;
        body[thing.ShownOnce] = null;
        return reply with
        {
            Body = body.ToJsonString(),
            Headers = string.Join('\n', reply.Headers.Split('\n')
                .Where(header => !header.StartsWith("Content-Length", StringComparison.Ordinal))),
        };
    }

    private async Task<(IReadOnlyList<Reply> Replies, SortedDictionary<string, int> Counts)> EffectAsync(Func<Task<Reply[]>> send)
    {
        var before = things.Database.Count();
        var replies = await send();
        return (replies, new(things.Database.Count().ToDictionary(table => table.Key, table => table.Value - before[table.Key])));
    }

    private Task<(IReadOnlyList<Reply> Replies, SortedDictionary<string, int> Counts)> EffectAsync(Func<Task<Reply>> send) =>
        EffectAsync(async () => new[] { await send() });

    private static string NewKey() => Guid.NewGuid().ToString();

    private Request Request(Thing thing) => thing.To(operation, Own(thing));

    private async Task SendAsync(
        Request request, string what, int? expected, bool mustBeRefused = false, string? mustName = null, bool isHead = false)
    {
        using var before = things.Database.Take();
        var reply = await things.SendAsync(request);
        if (expected is not null && reply.Status != expected || mustBeRefused && reply.Status < 400)
        {
            Complain($"{reply.Status} instead of {expected?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "a refusal"}");
        }
        if (reply.Status is < 200 or (>= 300 and < 400) or >= 500) Complain($"{reply.Status}");
        if (reply.Status < 400) return;
        if (mustName is not null && !reply.Body.Contains(mustName, StringComparison.Ordinal)) Complain($"{mustName} is not named");

        if (before.Difference() is { } changed) Complain($"refused, and yet {changed}");
        if (reply.MediaType != "application/problem+json")
        {
            Complain($"a refusal as {reply.MediaType}");
            return;
        }
        if (isHead) return;
        var problem = JsonNode.Parse(reply.Body)!;
        if (problem["type"]?.GetValue<string>().StartsWith("/problems/", StringComparison.Ordinal) != true)
        {
            Complain("a type that is not of a catalogue");
        }
        if (problem["status"]?.GetValue<int>() != reply.Status) Complain("another status in the body than in the reply");
        if (string.IsNullOrWhiteSpace(problem["detail"]?.ToString())
            && problem["errors"] is null
            && reply.Status is not (401 or 403 or 404 or 405 or 413 or 415)) Complain("no word on what was wrong");

        void Complain(string error) => errors.Add($"{row}, {what}: {error}. {reply.Body[..Math.Min(300, reply.Body.Length)]}");
    }
}
