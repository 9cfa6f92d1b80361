using System.Net;
using System.Text.Json;

namespace Access.Tests;

/// <summary>Holds a service's answers against its table: each operation, asked by each role of the own, another and no
/// organisation.</summary>
public static class Matrix
{
    private static readonly string[] Columns = ["own", "other", "no"];

    /// <summary>Every answer that is not the table's, and every refusal that left something behind.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(Things things, Row row)
    {
        var operation = things.OperationOf(row);
        var shared = await things.MakeAsync(row);
        var cells = Columns.SelectMany(
            (column, index) => Table.Roles.Select(role => (Column: index, Role: role, Expected: row.Cells[index].For(role)))).ToList();

        using var before = things.Database.Take();
        var errors = new List<string>();
        // What is refused, and what only reads, needs no thing of its own. Nobody is let in without a token, whatever the thing; one that
        // needs none is asked for with tokens too.
        await Parallel.ForEachAsync(
            cells.Where(cell => operation.IsRead || cell.Expected.Status >= 300),
            async (cell, _) => await CheckAsync(shared, cell.Column, cell.Role, cell.Expected));
        if (!operation.IsAnonymous)
        {
            await CompareAsync(
                await things.SendAsync(shared.To(operation, token: null)),
                shared,
                "without a token",
                new Answer((int)HttpStatusCode.Unauthorized, null),
                token: null);
        }
        if (before.Difference() is { } changed) errors.Add($"{row}: a refused request changed something: {changed}.");

        foreach (var cell in cells.Where(cell => !operation.IsRead && cell.Expected.Status < 300))
        {
            var thing = await things.MakeAsync(row);
            var (told, fed, wrong) = (await Outbox.EndAsync(things), await Feed.EndAsync(things), errors.Count);
            await CheckAsync(thing, cell.Column, cell.Role, cell.Expected);
            if (errors.Count > wrong) continue;
            errors.AddRange((await Outbox.DifferencesAsync(things, operation.Id, told))
                .Select(difference => $"{row}, {cell.Role}: {difference}"));
            if (!thing.ChangesNothing && await Feed.WhyNotAsync(things, operation.Id, fed) is { } unfollowed)
            {
                errors.Add($"{row}, {cell.Role}: {unfollowed}");
            }
        }
        return errors;

        async Task CheckAsync(Thing thing, int column, string role, Answer expected)
        {
            var org = column switch { 0 => thing.Own ?? row.Own, 1 => row.Other, _ => null };
            var token = things.Token(org, role, column == 1 ? Things.Stranger : thing.Person);
            var reply = await things.SendAsync(thing.To(operation, token));
            await CompareAsync(reply, thing, $"{role} of {Columns[column]} organisation", expected, token);
            if (column == 0 && role == row.Doer && reply.Status == expected.Status) things.Examples.Keep(row, thing, reply);
            var isForbidden = reply.Status == (int)HttpStatusCode.Forbidden;
            if (isForbidden && operation.Roles is { } roles && !roles.Contains(role) && !Names(reply, roles))
            {
                lock (errors) errors.Add($"{row}, {role}: the refusal does not name the roles that may: {reply.Body}");
            }
        }

        async Task CompareAsync(Reply reply, Thing thing, string caller, Answer expected, string? token)
        {
            var shows = expected.Shows is null || reply.Status >= 300 ? (bool?)null : await ShowsAsync(things, reply, thing, token);
            var got = new Answer(reply.Status, shows);
            foreach (var header in operation.Headers.GetValueOrDefault(reply.Status, [])
                .Where(header => !reply.Headers.Contains($"{header}: ", StringComparison.Ordinal)))
            {
                lock (errors) errors.Add($"{row}, {caller}: {reply.Status} without the header {header}, which the document promises.");
            }
            var isForEverybody = operation.IsAnonymous && !operation.Path.Contains("{token}", StringComparison.Ordinal);
            if (!isForEverybody && !reply.Headers.Contains("Cache-Control: no-store", StringComparison.Ordinal))
            {
                lock (errors) errors.Add($"{row}, {caller}: the reply may be stored on its way.");
            }
            if (got == expected) return;
            lock (errors) errors.Add($"{row}, {caller}: {got} instead of {expected}. {(reply.Status >= 300 ? reply.Body : "")}");
        }
    }

    private static bool Names(Reply refusal, IReadOnlyList<string> roles) =>
        JsonSerializer.Deserialize<JsonElement>(refusal.Body).TryGetProperty("facts", out var facts)
        && facts.TryGetProperty("roles", out var named)
        && named.EnumerateArray().Select(role => role.GetString()!).SequenceEqual(roles);

    private static async Task<bool> ShowsAsync(Things things, Reply first, Thing thing, string? token)
    {
        for (var reply = first; ; reply = await things.SendAsync(new Request("GET", reply.Next!) { Token = token }))
        {
            var items = JsonSerializer.Deserialize<JsonElement>(reply.Body).GetProperty("items").EnumerateArray();
            if (items.Any(item => item.EnumerateObject()
                .Any(member => member.Value.ValueKind is JsonValueKind.String && member.Value.GetString() == thing.Listed))) return true;
            if (reply.Next is null) return false;
        }
    }
}
