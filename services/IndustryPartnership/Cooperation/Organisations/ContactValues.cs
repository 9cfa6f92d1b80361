using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>The ids of a contact's name, address and number, which stand apart (D44).</summary>
internal sealed record ContactValues(Guid NameId, Guid EmailId, Guid? PhoneId)
{
    private const string Kind = "contact";

    /// <summary>Keeps them, in place of what they were: nobody needs that.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="thing">The contact, as <see cref="OfClient"/> names a client's.</param>
    /// <param name="name">The person's name, or the office's.</param>
    /// <param name="email">The address.</param>
    /// <param name="phone">The number.</param>
    /// <param name="act">The moment.</param>
    public static async Task<ContactValues> KeepAsync(
        UnitOfWork work, string thing, string name, string email, string? phone, Act act)
    {
        await ForgetAsync(work, [thing]);
        return new(
            await work.KeepTextAsync(Kind, thing, "name", name, act.Now),
            await work.KeepTextAsync(Kind, thing, "email", email, act.Now),
            await work.KeepAsync(Kind, thing, "phone", phone, act.Now));
    }

    /// <summary>Deletes them. The reply to who added the contact has no value of it.</summary>
    public static Task ForgetAsync(UnitOfWork work, IReadOnlyList<string> things) => work.ExecuteAsync(
        "DELETE FROM partnership.personal_value WHERE thing_id IN @things AND member IN ('name', 'email', 'phone')", new { things });

    /// <summary>The contact of a client, as a thing.</summary>
    public static string OfClient(Guid client) => $"{client}/{Kind}";
}
