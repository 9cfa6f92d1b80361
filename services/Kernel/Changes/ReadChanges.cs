using Contracts;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Kernel.Changes;

/// <summary>The system of a partner organisation follows what its organisation sees. Persons have no feed.</summary>
internal static class ReadChanges
{
    private const string MediaType = "application/cloudevents-batch+json";

    /// <summary>The roles that follow the feed, also by webhooks.</summary>
    public static readonly string[] Readers =
    [
        Roles.Authority, Roles.OrgAdmin, Roles.Signatory, Roles.Coordinator, Roles.InternshipManager, Roles.Registrar, Roles.TeacherOffice,
        Roles.Panel,
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/changes", HandleAsync).WithTags("Changes")
        .WithName("ListChanges").WithSummary("Follow the changes of what you see: first a snapshot, then each change").Allow(Readers)
        .Produces<IReadOnlyList<ChangeEvent>>(StatusCodes.Status200OK, MediaType);

    private static async Task<Results<JsonHttpResult<IReadOnlyList<ChangeEvent>>, Refusal>> HandleAsync(
        HttpContext http, [AsParameters] ChangeFilter filter, Caller caller, ChangeReader reader, CancellationToken ct)
    {
        if (filter.Kind is { } kind && !reader.Follows(kind)) return ChangeProblems.NotAKind(kind, reader.Kinds);
        var after = filter.After ?? ChangeProblems.Start;
        var feed = await reader.NowAsync(ct);
        if (ChangeCursor.Of(after, feed) is not { } cursor) return ChangeProblems.NotOfThisFeed(after);
        if (cursor.Goal < feed.Oldest) return ChangeProblems.TooOld(after, reader.KeptFor);

        var (events, next) = await reader.WaitAsync(cursor, caller, filter, ct);
        var query = http.Request.Query.Where(pair => pair.Key != "after").Append(new("after", next.ToString()));
        http.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(http.Request.Path, query)}>; rel=\"next\"";
        return TypedResults.Json(events, contentType: MediaType);
    }
}
