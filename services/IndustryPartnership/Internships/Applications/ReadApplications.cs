using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Applications;

/// <summary>The learner's institution, the enterprise and the learner read applications.</summary>
public static class ReadApplications
{
    private static readonly string[] Readers = [Roles.Coordinator, Roles.InternshipManager, Roles.Learner];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/applications", ListAsync).WithName("ListApplications").WithSummary("List the applications that you are a party to")
            .Allow(Readers);
        api.MapGet("/applications/{id:guid}", GetAsync)
            .WithName("GetApplication")
            .WithSummary("Read an application that you are a party to")
            .Allow(Readers);
    }

    private static async Task<Ok<Page<Application>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] ApplicationFilter filter, Db db, Caller caller, Today today, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<ApplicationRow>(
            db,
            ApplicationRow.Select +
            $"""
             WHERE (@SlotId IS NULL OR a.slot_id = @SlotId) AND (@LearnerId IS NULL OR a.learner_id = @LearnerId)
                AND (@Enterprise IS NULL OR a.enterprise = @Enterprise)
                AND (@OfPerson IS NULL OR EXISTS (SELECT 1 FROM partnership.learner o
                    WHERE o.id = a.learner_id AND o.person_id IN {PersonalValues.OfPerson} AND o.institution = @Org))
                AND (@State IS NULL OR @State =
            """ + " " + ApplicationRow.State + ") AND " + ApplicationRow.Visible,
            new
            {
                filter.SlotId,
                filter.LearnerId,
                filter.State,
                filter.Enterprise,
                OfPerson = filter.Person,
                today = today.Value,
                viewer.Org,
                viewer.Person,
                viewer.IsLearner,
            }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<Application>, Refusal>> GetAsync(
        Guid id, Db db, Caller caller, Today today, CancellationToken ct) =>
        await ApplicationRow.FindAsync(db, id, Viewer.Of(caller), today.Value, ct) is { } application
            ? TypedResults.Ok(application)
            : CommonProblems.NotFound();
}
