using Contracts;
using Enrollment.Features.Learners;
using Enrollment.Features.TransferPlans;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Candidates;

/// <summary>The registrars of the plan's two institutions read its candidates. A learner reads their own results once published.</summary>
public static class ReadCandidates
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/transfer-plans/{id:guid}/candidates", ListAsync).WithName("ListCandidates")
            .WithSummary("List the candidates of a transfer exam").Allow(Roles.Registrar, Roles.Learner);
        api.MapGet("/transfer-plans/{id:guid}/candidates/{learnerId:guid}", GetAsync).WithName("GetCandidate")
            .WithSummary("Read a candidate, at the last sitting").Allow(Roles.Registrar, Roles.Learner);
    }

    private static async Task<Results<Ok<Page<Candidate>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, [AsParameters] CandidateFilter filter, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        if (await TransferPlanRow.FindAsync(db, id, viewer, ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<CandidateRow>(
            db,
            $"""
            {CandidateRow.Select}
            WHERE c.plan_id = @id
                AND {LearnerRow.Visible}
                AND (@Sitting IS NULL OR c.sitting = @Sitting)
                AND (@State IS NULL OR {CandidateRow.StateNow} = @State)
                AND (@StudentNumber IS NULL OR l.student_number_id IN {LearnerValues.OfNumber})
                AND (@OfPerson IS NULL OR l.person_id IN {PersonalValues.OfPerson})
            """,
            new
            {
                id,
                viewer.Org,
                viewer.Person,
                viewer.IsRegistrar,
                viewer.IsLearner,
                filter.Sitting,
                filter.State,
                filter.StudentNumber,
                OfPerson = filter.Person,
            }, ct);
        return paging.Reply(http, await CandidateMarks.AddAsync(db, rows, ct), row => row.Seq, row => row.ToReply(viewer));
    }

    private static async Task<Results<Ok<Candidate>, Refusal>> GetAsync(
        Guid id, Guid learnerId, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var found = await CandidateRow.FindAsync(db, id, learnerId, viewer, ct: ct);
        return found is null ? CommonProblems.NotFound() : TypedResults.Ok(found.ToReply(viewer));
    }
}
