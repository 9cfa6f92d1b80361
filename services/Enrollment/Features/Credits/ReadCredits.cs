using Contracts;
using Enrollment.Features.Learners;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Credits;

/// <summary>Whoever sees the learner sees the credit (D12). The transcript explains it.</summary>
public static class ReadCredits
{
    private static readonly string[] Counted = [CreditReason.Earned, CreditReason.CapReached, CreditReason.TimesUsed];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/credits", ListAsync)
        .WithName("ListCredits").WithSummary("List a learner's credit").Allow(Roles.Registrar, Roles.Learner)
        .Unsorted("credit is judged when it is read, in the order of its sources.");

    private static async Task<Results<Ok<Page<ReadLearners.Credit>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } learner) return CommonProblems.NotFound();
        var credits = (await CreditFacts.OfAsync(db, learner, null, ct)).Judge()
            .Where(judged => Counted.Contains(judged.Why))
            .GroupBy(judged => judged.Source.Id, (_, judged) => Credit([.. judged]))
            .OrderBy(credit => credit.RecordedAt).ThenBy(credit => credit.EffectiveOn).ThenBy(credit => credit.Id).ToList();
        return paging.Reply(http, paging.Of(credits), credit => credit.Seq, credit => credit.Item);
    }

    private static ReadLearners.Credit Credit(IReadOnlyList<Judged> judged)
    {
        var (source, version) = (judged[0].Source, judged[0].Version);
        return new(
            source.Id, source.Kind, source.Id, judged.Sum(one => one.Credits), version.Grade, version.Hours, version.On,
            source.Versions.Min(one => one.RecordedAt));
    }
}
