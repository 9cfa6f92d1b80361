using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>Whether a base can be proposed as it is (D25).</summary>
internal static class BaseProposal
{
    /// <summary>Why a proposal cannot stand: its dates or its parties. Otherwise, the kinds of the parties.</summary>
    public static async Task<(IReadOnlyDictionary<string, string> Kinds, Refusal? Problem)> JudgeAsync(
        ProposeBase.Request request, UnitOfWork work, Act act)
    {
        var (org, parties) = (act.Caller.Org, request.Parties.Distinct().ToList());
        var kinds = await Registered.KindsAsync(work, parties, org);
        // The next step checks the proposer, and says how to register.
        var unknown = parties.Where(party => party != org && !kinds.ContainsKey(party)).ToList();
        var problem = request.ValidUntil < request.ValidFrom ? Problems.EndsBeforeItStarts("D25", request.ValidFrom, request.ValidUntil)
            : !parties.Contains(org) ? Problems.NotAParty("D25", org, parties, unknown)
            : unknown.Count > 0 ? Problems.BasePartiesUnknown(unknown, parties)
            : null;
        return (kinds, problem);
    }
}
