using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Placements;

/// <summary>An organisation that signs. Learners sign for themselves.</summary>
internal static class SigningOrganisation
{
    /// <summary>Refuses an organisation that is closed (D45). Its row is locked, so that it is not closed meanwhile.</summary>
    public static async Task<Refusal?> WhyClosedAsync(UnitOfWork work, Caller caller)
    {
        if (Viewer.Of(caller).IsLearner) return null;
        var taken = await work.ExecuteAsync(
            "UPDATE partnership.organisation SET guard = guard + 1 WHERE code = @Org AND state <> 'closed'", new { caller.Org });
        return taken == 1 ? null : Cooperation.Problems.PartiesClosed("D45", [caller.Org]);
    }
}
